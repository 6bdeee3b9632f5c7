package com.acme.mcp.pigeon;

import dev.fastmcp.api.spi.TransportFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody else's plug-in: a folder with a compiled factory and a service file, beside everything that is installed already. */
final class Plugin {

    private static final String SOURCE = """
        package com.example;

        import dev.fastmcp.api.spi.*;

        public final class %1$s implements TransportFactory {
            public %1$s() {
                %2$s
            }

            public String id() {
                return "%3$s";
            }

            public int priority() {
                return %4$d;
            }

            public boolean accepts(TransportSource source) {
                %5$s
            }

            public ClientTransport create(TransportSource source, TransportContext context) {
                throw new IllegalArgumentException("chosen: %1$s");
            }
        }
        """;

    private final String name;
    private String constructor = "";
    private String id = "example";
    private int priority;
    private String accepts = "return false;";

    private Plugin(String name) {
        this.name = name;
    }

    static Plugin called(String name) {
        return new Plugin(name);
    }

    Plugin withConstructor(String statements) {
        constructor = statements;
        return this;
    }

    Plugin withId(String given) {
        id = given;
        return this;
    }

    Plugin withPriority(int given) {
        priority = given;
        return this;
    }

    Plugin withAccepts(String statements) {
        accepts = statements;
        return this;
    }

    URLClassLoader installIn(Path folder) throws IOException {
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, SOURCE.formatted(name, constructor, id, priority, accepts));
        Javac.run("-proc:none", "-nowarn", "-cp", api(), "-d", folder.toString(), source.toString());
        return loader(folder, "com.example." + name);
    }

    /** A loader that sees a service file with this name in it, whether there is such a class or not. */
    static URLClassLoader loader(Path folder, String factory) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(TransportFactory.class.getName()), factory);
        return new URLClassLoader(new URL[] {url(folder)}, PigeonTransportFactory.class.getClassLoader());
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }

    private static String api() {
        try {
            URL jar =
                    TransportFactory.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(jar.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
