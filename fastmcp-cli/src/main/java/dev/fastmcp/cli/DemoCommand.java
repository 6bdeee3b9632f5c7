package dev.fastmcp.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the demo server: the same Java, with the same jars, as this process. */
final class DemoCommand {

    private static final String MAIN = "dev.fastmcp.cli.demo.DemoServer";

    /** Set by the launcher script: options for the JVM, each on a line of its own since paths may have spaces. */
    private static final String OPTIONS = "fastmcp.demo.options";

    private DemoCommand() {}

    static List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperty(OPTIONS, "-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1")
                .lines()
                .forEach(words::add);
        String modulePath = System.getProperty("jdk.module.path");
        if (!DemoCommand.class.getModule().isNamed()) {
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        } else {
            // There is no module path in an image made by jlink.
            words.addAll(modulePath == null ? List.of() : List.of("-p", modulePath));
            words.addAll(List.of("-m", "dev.fastmcp.cli/" + MAIN));
        }
        return words;
    }
}
