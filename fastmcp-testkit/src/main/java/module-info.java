/**
 * For authors of transports, and for tests of programs that use the client: a contract that every transport keeps, and a server that follows a script.
 */
module dev.fastmcp.testkit {
    requires static org.jspecify;
    requires transitive dev.fastmcp.api;
    requires java.management;
    requires jdk.management;
    requires org.assertj.core;
    requires org.junit.jupiter.api;
    requires org.junit.jupiter.params;

    exports dev.fastmcp.testkit;

    // JUnit calls the tests of the contract, which are package-private so that no subclass can override them.
    opens dev.fastmcp.testkit to
            org.junit.platform.commons;
}
