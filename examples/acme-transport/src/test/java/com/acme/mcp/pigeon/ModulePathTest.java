package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module, in a process whose class path is empty. */
class ModulePathTest {

    private static final Pattern TEST_ONLY =
            Pattern.compile("test-classes|fastmcp-testkit|junit|surefire|assertj|byte-buddy|opentest4j|apiguardian");

    private static final String DESCRIPTOR = "module app { requires dev.fastmcp.api; }";

    private static final String APPLICATION = """
        package app;

        import dev.fastmcp.api.*;

        public class Main {
            public static void main(String[] args) {
                try (ClientSession session = Client.connect(args[0])) {
                    System.out.println(session.callTool("add", java.util.Map.of("a", 20, "b", 22)).text());
                    System.out.println(ModuleLayer.boot().findModule("com.acme.mcp.pigeon").isPresent());
                }
            }
        }
        """;

    @TempDir
    Path folder;

    @Test
    void isFoundAlthoughTheApplicationRequiresTheApiOnly() throws Exception {
        Path descriptor = Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
        Path main = Files.writeString(folder.resolve("Main.java"), APPLICATION);
        Path application = folder.resolve("app");
        Javac.run("-p", modulePath(), "-d", application.toString(), descriptor.toString(), main.toString());

        try (Loft loft = Loft.scripted(Era.AUTO)) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-p",
                            application + File.pathSeparator + modulePath(),
                            "-m",
                            "app/app.Main",
                            loft.address())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(printed.lines()).isEqualTo(List.of("42", "true"));
            assertThat(process.waitFor()).isZero();
        }
    }

    /** What an application would have: everything but the tests and their libraries. */
    private static String modulePath() {
        return Stream.of("jdk.module.path", "java.class.path")
                .flatMap(property -> Stream.of(System.getProperty(property, "").split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty()
                        && !TEST_ONLY
                                .matcher(Path.of(entry).getFileName().toString())
                                .find())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
