package dev.fastmcp.it.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests with the peers of this package: skipped where these are not installed, but never in CI, where that is a failure. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsAuthorization.Check.class)
public @interface NeedsAuthorization {

    /** Looks whether the peers are there. */
    final class Check implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            // The installer writes it last.
            boolean installed = Files.exists(NodeProcess.INSTALLED.resolve("browser.txt"));
            if (!installed && "true".equals(System.getenv("CI"))) {
                throw new AssertionError("The authorization server is missing in " + NodeProcess.INSTALLED
                        + ": run integration-tests/servers/install first");
            }
            Assumptions.assumeTrue(
                    installed, "authorization server is not installed: run integration-tests/servers/install");
        }
    }
}
