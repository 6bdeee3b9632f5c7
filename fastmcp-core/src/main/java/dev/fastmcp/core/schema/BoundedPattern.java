package dev.fastmcp.core.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a server: it gets so many steps for a text and no more, since some would take years. */
record BoundedPattern(Pattern pattern) {

    static final int MAX_STEPS = 10_000_000;

    static BoundedPattern of(String regex) {
        try {
            return new BoundedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new SchemaCompiler.UnusableException("it has a regular expression that Java does not understand");
        }
    }

    boolean isFoundIn(String text) {
        return pattern.matcher(new CountedText(text, new int[1])).find();
    }

    /** Every step of the search reads a character. */
    private record CountedText(String text, int[] steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new SchemaCompiler.UnusableException("a regular expression of it takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
