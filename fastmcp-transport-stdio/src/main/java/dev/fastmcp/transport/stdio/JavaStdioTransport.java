package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.Platform;
import dev.fastmcp.transport.stdio.internal.ServerSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs a Java program: {@code java -jar server.jar args} or {@code java -cp classPath MainClass args}. Its streams are
 * UTF-8 unless the options for the virtual machine say otherwise.
 */
public final class JavaStdioTransport extends ProcessTransport {

    static final List<String> SUFFIXES = List.of(".jar");

    private JavaStdioTransport(ServerSpec spec) {
        super("JavaStdioTransport", spec);
    }

    /**
     * Makes a transport with default options.
     *
     * @param jar a jar with a main class
     * @param args arguments of the program
     * @return the transport
     * @throws IllegalArgumentException if the jar is missing, a directory, or does not end in {@code .jar}
     */
    public static JavaStdioTransport of(Path jar, String... args) {
        return builder(jar).args(args).build();
    }

    /**
     * Starts to describe a transport for a jar.
     *
     * @param jar a jar with a main class; must exist when the transport is built
     * @return a builder with default options
     */
    public static Builder builder(Path jar) {
        return new Builder(
                () -> List.of("-jar", Inputs.file("jar", jar, SUFFIXES).toString()));
    }

    /**
     * Starts to describe a transport for a class.
     *
     * @param classPath jars and directories; must exist when the transport is built
     * @param mainClass the qualified name of the class to run
     * @return a builder with default options
     * @throws IllegalArgumentException if the class path is empty, or the name is blank or starts with a hyphen
     */
    public static Builder builder(List<Path> classPath, String mainClass) {
        List<Path> entries = List.copyOf(classPath);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("classPath is empty: give jars or directories");
        }
        String main = Inputs.word("mainClass", mainClass);
        return new Builder(() -> List.of("-cp", joined(entries), main));
    }

    private static String joined(List<Path> classPath) {
        return classPath.stream()
                .map(entry -> Inputs.existing("Class path entry", entry).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Collects the options of a transport for a Java program. Not thread-safe. */
    public static final class Builder extends StdioBuilder<Builder> {

        private static final List<String> UTF_8 =
                List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

        private final Supplier<List<String>> target;
        private final List<String> jvmArgs = new ArrayList<>(UTF_8);
        private String program = runningJava();

        private Builder(Supplier<List<String>> target) {
            this.target = target;
        }

        private static String runningJava() {
            Path java = Path.of(
                    System.getProperty("java.home", ""), "bin", Platform.CURRENT.windows() ? "java.exe" : "java");
            return Files.isExecutable(java) ? java.toString() : "java";
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the Java to use.
         *
         * @param command its name or path; by default the one this program runs on
         * @return this builder
         * @throws IllegalArgumentException if the command is blank
         */
        public Builder javaCommand(String command) {
            program = Inputs.text("javaCommand", command);
            return this;
        }

        /**
         * Adds options for the virtual machine.
         *
         * @param options the options, such as {@code -Xmx256m}
         * @return this builder
         * @throws IllegalArgumentException if one is blank or contains a NUL character
         */
        public Builder jvmArgs(String... options) {
            for (String option : options) {
                jvmArgs.add(Inputs.text("jvmArgs", option));
            }
            return this;
        }

        @Override
        public JavaStdioTransport build() {
            List<String> leading = new ArrayList<>(jvmArgs);
            leading.addAll(target.get());
            return new JavaStdioTransport(spec(List.of(program), leading, Map.of()));
        }
    }
}
