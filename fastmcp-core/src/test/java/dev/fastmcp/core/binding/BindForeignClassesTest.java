package dev.fastmcp.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.core.FakeServer;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces that were compiled in other ways, and loaded from elsewhere. */
class BindForeignClassesTest {

    private static final String TOOLS = """
        {"jsonrpc":"2.0","id":$id,"result":{"tools":[{"name":"greet","inputSchema":{"type":"object",\
        "properties":{"name":{"type":"string"}}}}]}}\
        """;
    private static final String GREETING = """
        {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"hello"}]}}\
        """;
    private static final String INTERFACE = """
        package com.acme;

        %s interface Greeter {
            String greet(String name);
            %s
        }
        """;
    private static final String DEFAULT_METHOD = "default String twice() { return greet(\"a\") + greet(\"b\"); }";

    @TempDir
    private Path folder;

    private final FakeServer server =
            FakeServer.legacy().answering("tools/list", TOOLS).answering("tools/call", GREETING);

    private void compile(String source, String... options) throws IOException {
        Path file = Files.createDirectories(folder.resolve("com/acme")).resolve("Greeter.java");
        Files.writeString(file, source);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-d", folder.toString(), file.toString()));
        Path descriptor = folder.resolve("module-info.java");
        if (Files.exists(descriptor)) {
            arguments.add(descriptor.toString());
        }
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(javac.run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }

    private Object bind(Class<?> type, String method, Object... arguments) throws ReflectiveOperationException {
        try (ClientSession session = Client.connect(server)) {
            Object tools = session.bind(type);
            for (Method candidate : type.getMethods()) {
                if (candidate.getName().equals(method) && candidate.trySetAccessible()) {
                    return candidate.invoke(tools, arguments);
                }
            }
            return tools.toString();
        }
    }

    @Test
    void saysThatNamesOfParametersAreUnknown() throws Exception {
        compile(INTERFACE.formatted("public", ""));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> type = loader.loadClass("com.acme.Greeter");

            assertThatThrownBy(() -> bind(type, "greet", "Ann"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\n  greet(String): the name of String arg0 is unknown: add @ToolArgument, or"
                            + " compile the interface with -parameters");
        }
    }

    @Test
    void bindsPackagePrivateInterfacesOfTheClassPath() throws Exception {
        compile(INTERFACE.formatted("", DEFAULT_METHOD), "-parameters");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> type = loader.loadClass("com.acme.Greeter");

            assertThat(bind(type, "greet", "Ann")).isEqualTo("hello");
            assertThat(bind(type, "twice")).isEqualTo("hellohello");
        }
    }

    private Class<?> inModule(String descriptor, String source) throws Exception {
        Files.writeString(folder.resolve("module-info.java"), descriptor);
        compile(source, "-parameters");
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("com.acme"));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
                .findLoader("com.acme")
                .loadClass("com.acme.Greeter");
    }

    @Test
    void bindsInterfacesOfClosedPackages() throws Exception {
        Class<?> type = inModule("module com.acme {}", INTERFACE.formatted("public", ""));

        assertThat(bind(type, "greet", "Ann")).isEqualTo("Greeter[tools of the server \"fake\"]");
    }

    @Test
    void saysWhatToOpenForDefaultMethods() throws Exception {
        Class<?> type = inModule("module com.acme {}", INTERFACE.formatted("public", DEFAULT_METHOD));

        assertThatThrownBy(() -> bind(type, "twice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\n"
                        + "  twice(): a default method can be called only if the interface is public and exported,"
                        + " or its package is open: write \"opens com.acme to dev.fastmcp.core;\" in the"
                        + " descriptor of com.acme");
    }

    @Test
    void runsDefaultMethodsOfExportedInterfaces() throws Exception {
        Class<?> type =
                inModule("module com.acme { exports com.acme; }", INTERFACE.formatted("public", DEFAULT_METHOD));

        assertThat(bind(type, "twice")).isEqualTo("hellohello");
    }

    @Test
    void saysWhatToOpenToServeAnInterface() throws Exception {
        Class<?> type = inModule("module com.acme {}", INTERFACE.formatted("public", ""));

        assertThatThrownBy(() -> ServedMethods.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\n"
                        + "  greet(String): a method can be called only if the interface is public and exported,"
                        + " or its package is open: write \"opens com.acme to dev.fastmcp.core;\" in the"
                        + " descriptor of com.acme");
    }

    @Test
    void servesInterfacesOfOpenPackages() throws Exception {
        Class<?> type = inModule("module com.acme { opens com.acme; }", INTERFACE.formatted("", ""));
        Object greeter = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> "hello " + arguments[0]);

        assertThat(ServedMethods.of(type).get(0).invoke(greeter, new Object[] {"Ann"}))
                .isEqualTo("hello Ann");
    }
}
