package dev.fastmcp.server;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** All that a client sees of a server it sees through a proxy as well, whatever eras the two sides of the proxy speak, and through two of them. */
class ProxiedServerTest {

    abstract static class ThroughProxy extends FastMcpServerTest {

        private final Client<?> behind = behind();
        private final FastMcpServer proxy = FastMcpServer.proxy(behind);

        abstract Client<?> behind();

        @Override
        Object reached() {
            return proxy;
        }

        @AfterEach
        void endProxy() {
            proxy.close();
            behind.close();
        }
    }

    @Nested
    class ToALegacyServer extends ThroughProxy {

        @Override
        Client<?> behind() {
            return Client.builder((Object) server).era(Era.LEGACY).build();
        }
    }

    @Nested
    class ToAModernServer extends ThroughProxy {

        @Override
        Client<?> behind() {
            return Client.builder((Object) server).era(Era.MODERN).build();
        }
    }

    @Nested
    class ToAnotherProxy extends ThroughProxy {

        @Override
        Client<?> behind() {
            Client<?> last = Client.builder((Object) server).era(Era.LEGACY).build();
            return Client.of((Object) FastMcpServer.proxy(last));
        }
    }
}
