package dev.fastmcp.core.schema;

import dev.fastmcp.api.json.JsonValue;

/** Finds the optional library. */
final class SchemaLibrary {

    private static final String ENTRY = "com.networknt.schema.SchemaRegistry";

    private SchemaLibrary() {}

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
