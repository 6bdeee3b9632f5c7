package dev.fastmcp.core.schema;

import dev.fastmcp.api.json.JsonValue;
import java.util.Optional;

/** Finds the optional library. */
final class SchemaLibrary {

    private static final System.Logger LOG = System.getLogger(SchemaLibrary.class.getName());
    private static final String ENTRY = "com.networknt.schema.SchemaRegistry";

    private SchemaLibrary() {}

    /** Found at most once, by whoever needs it first. */
    private static final class Installed {
        static final Optional<SchemaCompiler> COMPILER = find();

        private static Optional<SchemaCompiler> find() {
            try {
                return Optional.of(compiler());
            } catch (IllegalStateException e) {
                boolean missing = e.getCause() instanceof ClassNotFoundException;
                LOG.log(
                        missing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                        "Arguments and results of tools are not compared with schemas: {0}",
                        e.getMessage());
                return Optional.empty();
            }
        }
    }

    /** The library for those who can do without; empty if there is none that works. */
    static Optional<SchemaCompiler> installed() {
        return Installed.COMPILER;
    }

    static SchemaCompiler compiler() {
        return compiler(SchemaLibrary.class.getClassLoader());
    }

    /**
     * Tries the library out, so that a missing or wrong one shows before the first call.
     *
     * @param loader where it is looked for
     */
    static SchemaCompiler compiler(ClassLoader loader) {
        try {
            Class.forName(ENTRY, false, loader);
            SchemaCompiler compiler = new NetworkntCompiler();
            compiler.compile(JsonValue.of(true));
            return compiler;
        } catch (ClassNotFoundException e) {
            throw unusable("there is none", e);
        } catch (LinkageError e) {
            throw unusable("the one found is older, or not on the path where fastmcp-core is", e);
        }
    }

    private static IllegalStateException unusable(String reason, Throwable cause) {
        return new IllegalStateException(
                "Output validation needs com.networknt:json-schema-validator 3.0.9 or newer, but " + reason
                        + ": add it to the class path, or to the module path with --add-modules com.networknt.schema,"
                        + " or use OutputValidation.OFF",
                cause);
    }
}
