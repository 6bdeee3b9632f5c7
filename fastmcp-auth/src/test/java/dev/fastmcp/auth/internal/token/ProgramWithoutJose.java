package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Run by {@link WithoutJoseTest} in a process of its own, which has everything but the library that signs. */
final class ProgramWithoutJose {

    private ProgramWithoutJose() {}

    public static void main(String[] origin) throws Exception {
        URI token = URI.create(origin[0] + "/token");
        AuthorizationServer server = new AuthorizationServer(
                origin[0],
                Optional.empty(),
                token,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                false);
        TokenEndpoint endpoint = new TokenEndpoint(WebServer.http(token), new DpopNonces(), InstantSource.system());
        System.out.println("token: "
                + endpoint.request(
                                server,
                                TokenRequests.clientCredentials(Set.of(), Optional.empty()),
                                ClientProof.basic("id", "secret"),
                                Optional.empty())
                        .accessToken());
        JwtKey key = new JwtKey(
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(), "ES256", Optional.empty());
        ClientProof signed = ClientProof.privateKeyJwt("id", key, InstantSource.system());
        DpopKey stored = DpopKey.ofJwk("{}");
        report("assertion", () -> signed.addTo(server, new HashMap<>(), new HashMap<>()));
        report("key", DpopKey::generate);
        report("proof", () -> stored.proof("GET", token, Optional.empty(), Optional.empty(), InstantSource.system()));
        report("again", DpopKey::generate);
    }

    private static void report(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": done");
        } catch (AuthorizationException e) {
            System.out.println(what + ": " + e.kind() + " " + e.getMessage());
        }
    }
}
