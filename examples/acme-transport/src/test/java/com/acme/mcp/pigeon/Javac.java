package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/** Compiles what other people might have written. */
final class Javac {

    private Javac() {}

    static void run(String... arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments);
        assertThat(status).as("javac: %s", printed).isZero();
    }
}
