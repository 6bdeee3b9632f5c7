package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.TokenEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grants that need no person. */
final class MachineGrant implements Grant {

    private final Machine machine;
    private final Renewal renewal;
    private final TokenEndpoint endpoint;

    MachineGrant(Machine machine, Renewal renewal, TokenEndpoint endpoint) {
        this.machine = machine;
        this.renewal = renewal;
        this.endpoint = endpoint;
    }

    @Override
    public boolean unattended() {
        return true;
    }

    @Override
    public boolean boundToIssuer() {
        return true;
    }

    @Override
    public StoredTokens obtain(Discovered found, Set<String> scopes) throws InterruptedException {
        Optional<String> resource = renewal.resource(found.resourceIndicator());
        Map<String, String> form = machine.form(found, resource, scopes, endpoint);
        return renewal.request(
                found.authorizationServer(),
                form,
                machine.proof(found.authorizationServer()),
                machine.identity(),
                found.resourceIndicator(),
                scopes);
    }

    @Override
    public Optional<ClientProof> proofFor(StoredTokens tokens) {
        return Optional.of(machine.proof(tokens.server()));
    }
}
