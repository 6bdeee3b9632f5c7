package dev.fastmcp.core.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.JsonTokenId;

/** Reads JSON that no record describes, into the types that {@link dev.fastmcp.api.json.JsonCodec} names. */
final class FreeForm {

    /** Every decimal number of so many digits has a double that is printed the same. */
    private static final int DIGITS_OF_DOUBLE = 15;

    private FreeForm() {}

    static @Nullable Object read(JsonParser in) {
        return switch (in.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> object(in);
            case JsonTokenId.ID_START_ARRAY -> array(in);
            case JsonTokenId.ID_STRING -> in.getString();
            case JsonTokenId.ID_NUMBER_INT -> integer(in);
            case JsonTokenId.ID_NUMBER_FLOAT -> decimal(in);
            case JsonTokenId.ID_TRUE -> Boolean.TRUE;
            case JsonTokenId.ID_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser in) {
        Map<String, Object> members = new LinkedHashMap<>();
        readMembers(in, members);
        return members;
    }

    /** Reads what is left of an object. */
    static void readMembers(JsonParser in, Map<String, Object> members) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            members.put(name, read(in));
        }
    }

    static List<Object> array(JsonParser in) {
        List<Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(in));
        }
        return elements;
    }

    /** The smallest type that holds the number. */
    static Number integer(JsonParser in) {
        return in.getNumberValue();
    }

    /** A double, or a decimal where a double would lose digits. */
    static Number decimal(JsonParser in) {
        double value = in.getDoubleValue();
        if (in.getStringLength() <= DIGITS_OF_DOUBLE && Double.isFinite(value) && value != 0) {
            return value;
        }
        BigDecimal exact = in.getDecimalValue();
        boolean same = Double.isFinite(value) && exact.compareTo(new BigDecimal(Double.toString(value))) == 0;
        return same ? value : exact;
    }

    /** Says what the current token begins, for messages. */
    static String kind(JsonParser in) {
        return switch (in.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> "an object";
            case JsonTokenId.ID_START_ARRAY -> "an array";
            case JsonTokenId.ID_STRING -> "a string";
            case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> "a number";
            case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE -> "a boolean";
            default -> "null";
        };
    }
}
