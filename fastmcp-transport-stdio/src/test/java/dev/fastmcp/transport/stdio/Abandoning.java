package dev.fastmcp.transport.stdio;

import java.util.concurrent.CountDownLatch;

/** A program that starts a server, prints its process id, and ends without closing anything. */
final class Abandoning {

    private Abandoning() {}

    public static void main(String... args) throws InterruptedException {
        String[] flags = args[0].equals("exit") ? new String[] {"ignore-eof", "ignore-term"} : new String[0];
        Connected server = Connected.to(Connected.faulty(flags).build());
        System.out.println(server.server().pid());
        if (args[0].equals("wait")) {
            new CountDownLatch(1).await();
        }
    }
}
