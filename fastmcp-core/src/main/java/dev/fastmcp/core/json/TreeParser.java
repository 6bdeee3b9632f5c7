package dev.fastmcp.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.Version;
import tools.jackson.core.base.ParserMinimalBase;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Reads a {@link PlainTree} as if it were text: the same tokens, with the same numbers. What it cannot do, and numbers that do not fit, are exceptions that nobody sees, since the text is read then. Used by one thread.
 */
final class TreeParser extends ParserMinimalBase {

    private final @Nullable Object whole;
    private TreeLevel level = TreeLevel.ROOT;

    /** What the current token is about, if that is a scalar; what comes behind the name, if it is one. */
    private @Nullable Object value;

    private boolean begun;
    private boolean behindName;

    TreeParser(Object whole, ObjectReadContext context) {
        super(context);
        this.whole = whole;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        if (!begun) {
            begun = true;
            return begin(whole);
        }
        if (behindName) {
            behindName = false;
            return begin(value);
        }
        if (!level.hasNext()) {
            return end();
        }
        Object next = level.next();
        if (!level.inObject()) {
            return begin(next);
        }
        Map.Entry<?, ?> member = (Map.Entry<?, ?>) Objects.requireNonNull(next);
        level.named((String) member.getKey());
        value = member.getValue();
        behindName = true;
        return _updateToken(JsonToken.PROPERTY_NAME);
    }

    private JsonToken begin(@Nullable Object next) {
        value = next;
        if (next instanceof Map<?, ?> members) {
            level = level.object(members);
            return _updateToken(JsonToken.START_OBJECT);
        }
        if (next instanceof Collection<?> elements) {
            level = level.array(elements);
            return _updateToken(JsonToken.START_ARRAY);
        }
        return _updateToken(scalar(next));
    }

    private static JsonToken scalar(@Nullable Object value) {
        if (value == null) {
            return JsonToken.VALUE_NULL;
        }
        if (value instanceof String) {
            return JsonToken.VALUE_STRING;
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
        }
        return PlainTree.isWhole(value) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    private @Nullable JsonToken end() {
        TreeLevel parent = level.getParent();
        if (parent == null) {
            return _updateTokenToNull();
        }
        JsonToken token = level.inObject() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        level = parent;
        return _updateToken(token);
    }

    @Override
    public @Nullable String currentName() {
        TreeLevel parent = _currToken != null && _currToken.isStructStart() ? level.getParent() : level;
        return parent == null ? null : parent.currentName();
    }

    @Override
    public TokenStreamContext streamReadContext() {
        return level;
    }

    @Override
    public @Nullable Object currentValue() {
        return level.currentValue();
    }

    @Override
    public void assignCurrentValue(@Nullable Object assigned) {
        level.assignCurrentValue(assigned);
    }

    @Override
    public @Nullable String getString() {
        if (_currToken == null) {
            return null;
        }
        return switch (_currToken) {
            case PROPERTY_NAME -> level.currentName();
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> String.valueOf(value);
            default -> _currToken.asString();
        };
    }

    @Override
    public char[] getStringCharacters() {
        return String.valueOf(getString()).toCharArray();
    }

    @Override
    public int getStringLength() {
        return String.valueOf(getString()).length();
    }

    @Override
    public int getStringOffset() {
        return 0;
    }

    @Override
    public boolean hasStringCharacters() {
        return false;
    }

    private boolean isWhole() {
        return _currToken == JsonToken.VALUE_NUMBER_INT;
    }

    private Number number() {
        if (!isWhole() && _currToken != JsonToken.VALUE_NUMBER_FLOAT) {
            throw misfit();
        }
        return (Number) Objects.requireNonNull(value);
    }

    private InputCoercionException misfit() {
        return _constructInputCoercion("does not fit", _currToken, Number.class);
    }

    @Override
    public Number getNumberValue() {
        Number number = number();
        if (!isWhole()) {
            return number;
        }
        long exact = number.longValue();
        return number.intValue() == exact ? (Number) number.intValue() : (Number) exact;
    }

    @Override
    public Number getNumberValueExact() {
        return isWhole() ? getNumberValue() : getDecimalValue();
    }

    /** The text of a fraction, for those who keep tokens. */
    @Override
    public Object getNumberValueDeferred() {
        return isWhole() ? getNumberValue() : number().toString();
    }

    @Override
    public NumberType getNumberType() {
        Number number = getNumberValue();
        if (number instanceof Double) {
            return NumberType.DOUBLE;
        }
        return number instanceof Integer ? NumberType.INT : NumberType.LONG;
    }

    @Override
    public int getIntValue() {
        Number number = number();
        int cut = number.intValue();
        if (isWhole() ? cut != number.longValue() : !isWithin(number, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            throw misfit();
        }
        return cut;
    }

    @Override
    public long getLongValue() {
        Number number = number();
        if (!isWhole() && !isWithin(number, Long.MIN_VALUE, Long.MAX_VALUE)) {
            throw misfit();
        }
        return number.longValue();
    }

    private static boolean isWithin(Number number, double least, double most) {
        return number.doubleValue() >= least && number.doubleValue() <= most;
    }

    @Override
    public BigInteger getBigIntegerValue() {
        return isWhole()
                ? BigInteger.valueOf(getLongValue())
                : BigDecimal.valueOf(getDoubleValue()).toBigInteger();
    }

    /** Read from the text of a fraction, and not rounded twice. */
    @Override
    public float getFloatValue() {
        return isWhole() ? number().floatValue() : Float.parseFloat(number().toString());
    }

    @Override
    public double getDoubleValue() {
        return number().doubleValue();
    }

    @Override
    public BigDecimal getDecimalValue() {
        return isWhole() ? BigDecimal.valueOf(getLongValue()) : new BigDecimal(number().toString());
    }

    @Override
    public boolean isNaN() {
        return false;
    }

    @Override
    public byte[] getBinaryValue(Base64Variant variant) {
        throw misfit();
    }

    @Override
    public TokenStreamLocation currentTokenLocation() {
        return TokenStreamLocation.NA;
    }

    @Override
    public TokenStreamLocation currentLocation() {
        return TokenStreamLocation.NA;
    }

    @Override
    public @Nullable Object streamReadInputSource() {
        return whole;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    protected void _closeInput() {}

    @Override
    protected void _releaseBuffers() {}

    @Override
    protected void _handleEOF() {}
}
