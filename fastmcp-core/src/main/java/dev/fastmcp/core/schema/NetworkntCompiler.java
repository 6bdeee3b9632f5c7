package dev.fastmcp.core.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.InvalidSchemaRefException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The only class that knows the library, so that nobody loads it by accident. */
final class NetworkntCompiler implements SchemaCompiler {

    private static final int SHOWN_CHARACTERS = 100;
    private static final int SHOWN_PATH = 50;
    private static final long MAX_STEPS = 5_000_000;
    private static final int MAX_DEPTH = 1000;

    /** What these keywords hold tells what is wrong. */
    private static final Set<String> TELLING = Set.of(
            "type",
            "enum",
            "const",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties");

    private static final ExecutionConfig EXECUTION = ExecutionConfig.builder()
            .maxEvaluationSteps(MAX_STEPS)
            .maxEvaluationDepth(MAX_DEPTH)
            .formatAssertionsEnabled(false)
            .build();

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public Compiled compile(JsonValue schema) {
        SchemaBounds.check(schema);
        JsonNode node = read(schema, "it is no JSON");
        checkDialect(node);
        try {
            Schema ready = registry().getSchema(node);
            ready.initializeValidators();
            return value -> violations(ready, read(value, "the value breaks a limit"));
        } catch (InvalidSchemaRefException e) {
            throw unresolved();
        } catch (SchemaException e) {
            throw e.getCause() instanceof UnusableException known ? known : invalid(e);
        }
    }

    private static UnusableException invalid(SchemaException e) {
        return new UnusableException(
                "it is invalid: " + ServerText.excerpt(withoutQueries(e.getMessage()), SHOWN_CHARACTERS));
    }

    /** No value has been seen yet, so the words of the library are about the schema; but addresses may hold secrets. */
    private static String withoutQueries(@Nullable String words) {
        return String.valueOf(words).replaceAll("\\?[^'\"\\s]*", "?…");
    }

    /** One for each schema, so that none can refer to another, or take its name. */
    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(false)
                .losslessNarrowing(true)
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(regex -> BoundedPattern.of(regex)::isFoundIn)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader ->
                                loader.fetchRemoteResources(false).allow(iri -> isOfDialect(iri.toString()))));
    }

    /** The library keeps the schemas of the dialects; it would read other files of the class path as well. */
    private static boolean isOfDialect(String iri) {
        return iri.matches("https?://json-schema\\.org/draft.*");
    }

    private static void checkDialect(JsonNode schema) {
        JsonNode dialect = schema.path("$schema");
        if (dialect.isMissingNode()) {
            return;
        }
        String id = dialect.asString("");
        if (Arrays.stream(SpecificationVersion.values())
                .noneMatch(known -> withoutFragment(known.getDialectId()).equals(withoutFragment(id)))) {
            throw new UnusableException("its $schema \"" + ServerText.excerpt(id, SHOWN_CHARACTERS)
                    + "\" is not supported: drafts 4, 6, 7, 2019-09 and 2020-12 are");
        }
    }

    private static String withoutFragment(String id) {
        return id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
    }

    private List<String> violations(Schema schema, JsonNode value) {
        try {
            return schema.validate(value, context -> context.setExecutionConfig(EXECUTION)).stream()
                    .map(NetworkntCompiler::words)
                    .toList();
        } catch (InvalidSchemaRefException e) {
            throw unresolved();
        } catch (ValidationLimitExceededException e) {
            throw new UnusableException("comparing takes too long or goes too deep");
        } catch (SchemaException e) {
            throw new UnusableException("it is invalid, or refers to something that is not allowed");
        }
    }

    private static UnusableException unresolved() {
        return new UnusableException(
                "it has a $ref that leads nowhere; references to other documents are not followed");
    }

    /** The library's own words quote values. */
    private static String words(Error error) {
        String where = end(error.getInstanceLocation().toString());
        String keyword = error.getKeyword();
        StringBuilder words = new StringBuilder(where.isEmpty() ? "it" : where)
                .append(" breaks ")
                .append(keyword);
        if (TELLING.contains(keyword)) {
            words.append(' ').append(error.getSchemaNode());
        } else if (error.getProperty() != null) {
            words.append(" (").append(error.getProperty()).append(')');
        }
        return ServerText.excerpt(words.toString(), SHOWN_CHARACTERS);
    }

    private static String end(String path) {
        return path.length() <= SHOWN_PATH ? path : "…" + path.substring(path.length() - SHOWN_PATH);
    }

    private JsonNode read(JsonValue value, String failure) {
        try {
            return mapper.readTree(value.toJson());
        } catch (JacksonException e) {
            throw new UnusableException(failure);
        }
    }
}
