package dev.fastmcp.it.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests against real servers: skipped where these are not installed, but never in CI, where their absence is a failure. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPeers.Check.class)
@interface NeedsPeers {

    /** Looks whether the servers are there. */
    final class Check implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            boolean installed = Files.isDirectory(Peers.INSTALLED.resolve("uv-cache"));
            if (!installed && "true".equals(System.getenv("CI"))) {
                throw new AssertionError("The real servers are missing in " + Peers.INSTALLED
                        + ": run integration-tests/servers/install first");
            }
            Assumptions.assumeTrue(installed, "real servers are not installed: run integration-tests/servers/install");
        }
    }
}
