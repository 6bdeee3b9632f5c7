package dev.fastmcp.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the demo server: the same Java, with the same jars, as this process. */
final class DemoCommand {

    private static final String MAIN = "dev.fastmcp.cli.demo.DemoServer";

    /** Set by the launcher script: JVM options that make the start faster. */
    private static final String OPTIONS = "fastmcp.demo.options";

    private DemoCommand() {}

    static List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        String options = System.getProperty(OPTIONS, "");
        if (!options.isBlank()) {
            words.addAll(List.of(options.strip().split("\\s+")));
        }
        if (DemoCommand.class.getModule().isNamed()) {
            words.addAll(List.of("-p", System.getProperty("jdk.module.path"), "-m", "dev.fastmcp.cli/" + MAIN));
        } else {
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        }
        return words;
    }
}
