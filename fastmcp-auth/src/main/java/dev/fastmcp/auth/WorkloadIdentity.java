package dev.fastmcp.auth;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.flow.Assembly;
import dev.fastmcp.auth.internal.flow.Issuing;
import dev.fastmcp.auth.internal.flow.WorkloadAssertion;
import dev.fastmcp.auth.internal.token.ClientProof;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program that shows what the platform it runs on says about it, such as the service account token of a cluster, and gets a token for that (JWT bearer grant, RFC 7523, section 2.1). No secret has to be
 * given to it. A refusal is not tried again. Immutable and thread-safe.
 */
public final class WorkloadIdentity implements Authentication {

    private final Issuing issuing;
    private final WorkloadAssertion machine;
    private final TokenStorage storage;

    private WorkloadIdentity(Builder builder) {
        this.issuing = builder.issuing();
        this.machine = builder.machine();
        this.storage = builder.storage(new InMemoryTokenStorage());
    }

    /**
     * Starts to describe a workload.
     *
     * @param assertion returns an assertion that is valid at the moment, such as the content of a file that the platform renews; called for each token, and may block
     * @return a builder
     */
    public static Builder builder(Supplier<String> assertion) {
        Objects.requireNonNull(assertion, "assertion");
        return new Builder(issuer -> assertion.get());
    }

    /**
     * Starts to describe a workload whose assertions depend on who is to see them.
     *
     * @param assertions given the issuer of the authorization server, returns an assertion for it; called for each token, and may block
     * @return a builder
     */
    public static Builder builder(UnaryOperator<String> assertions) {
        return new Builder(Objects.requireNonNull(assertions, "assertions"));
    }

    @Override
    public RequestAuthenticator authenticator(AuthContext context) {
        return Assembly.forMachines(context, issuing, machine, storage);
    }

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "WorkloadIdentity[" + machine.identity() + "]";
    }

    /** Collects the options of a workload. Tokens are kept in memory unless another storage is set. Not thread-safe. */
    public static final class Builder extends GrantBuilder<Builder> {

        private final UnaryOperator<String> assertions;
        private @Nullable String clientId;

        private Builder(UnaryOperator<String> assertions) {
            this.assertions = assertions;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the id of the client, where the authorization server wants one besides the assertion.
         *
         * @param id none by default
         * @return this builder
         */
        public Builder clientId(String id) {
            clientId = Objects.requireNonNull(id, "id");
            return this;
        }

        @Override
        public WorkloadIdentity build() {
            return new WorkloadIdentity(this);
        }

        private WorkloadAssertion machine() {
            String id = clientId;
            return id == null
                    ? new WorkloadAssertion("", ClientProof.nothing(), assertions)
                    : new WorkloadAssertion(id, ClientProof.none(id), assertions);
        }
    }
}
