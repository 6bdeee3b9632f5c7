package dev.fastmcp.core.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Offers plug-ins as a JAR would that is not part of this module. Its classes are copies of those of the test, since classes of a module cannot be offered by a file. */
public final class PluginLoader extends ClassLoader {

    private final String file;
    private final String content;
    private final Set<String> copied;

    private PluginLoader(Class<?> service, List<String> names) {
        super(PluginLoader.class.getClassLoader());
        this.file = "META-INF/services/" + service.getName();
        this.content = String.join("\n", names);
        this.copied = Set.copyOf(names);
    }

    public static PluginLoader of(Class<?> service, Class<?>... plugins) {
        return new PluginLoader(service, Stream.of(plugins).map(Class::getName).toList());
    }

    static PluginLoader ofNames(Class<?> service, String... plugins) {
        return new PluginLoader(service, List.of(plugins));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (copied.stream().noneMatch(plugin -> name.equals(plugin) || name.startsWith(plugin + "$"))) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? copy(name) : loaded;
        }
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
        Class<?> original = super.loadClass(name, false);
        String bytes = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream in = original.getResourceAsStream(bytes)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] all = in.readAllBytes();
            return defineClass(name, all, 0, all.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(file) ? Collections.enumeration(List.of(url())) : super.getResources(name);
    }

    private URL url() throws IOException {
        return URL.of(URI.create("plugin:services"), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        });
    }
}
