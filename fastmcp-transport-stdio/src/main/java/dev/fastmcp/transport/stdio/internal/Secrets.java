package dev.fastmcp.transport.stdio.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps credentials out of messages. Errs on the side of hiding: a harmless value hidden costs less than a password
 * shown.
 */
final class Secrets {

    static final String HIDDEN = "***";

    /** {@code Basic} and the shortest credential that is taken for one. */
    private static final int SHORTEST_SECRET_FORM = 12;

    private static final int SHOWN_ARGUMENT = 80;
    private static final int SHOWN_COMMAND = 400;

    /**
     * A word that ends so names a secret, wherever in the name it stands: OPENAI_API_KEY, dbPassword, X-Auth-Token-2.
     */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?:token|key|secret|password|passwd|passphrase|pwd|credential|auth|authorization|bearer|cookie)s?"
                    + "(?:$|[-_.0-9])|(?:^|[-_.])(?:pass|pat|pin)(?:$|[-_.])",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Most commands get along without these, and compiling them takes time that a first connection notices. */
    private static final class Forms {
        static final Pattern NAME_AND_VALUE =
                Pattern.compile("([A-Za-z0-9_.-]+)(?:[\"']?\\s*[=:]\\s*[\"']?)(?=.)", Pattern.DOTALL);

        /**
         * In running text a colon mostly is punctuation, so there only the forms of assignments, JSON and headers
         * count.
         */
        static final Pattern ASSIGNMENT_IN_TEXT = Pattern.compile(
                "([A-Za-z0-9_.-]+)(=|[\"']\\s*:\\s*[\"']|(?<=(?i:authorization|cookie|api-key|token)):[ ]?)"
                        + "((?:(?i:bearer|basic)[ ]+)?[^\\s\"',;&]+)");

        static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s/?#]*@");
        static final Pattern SCHEME_AND_CREDENTIAL =
                Pattern.compile("\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}", Pattern.CASE_INSENSITIVE);
        static final Pattern KNOWN_FORMAT = Pattern.compile(
                "\\b(?:sk|pk|rk|gh[oprsu]|github_pat|glpat|xox[a-z]|hf|npm|pypi|AKIA|eyJ)[-_A-Za-z0-9.]{12,}");

        private Forms() {}
    }

    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Shows a command on one line of bounded length. */
    static String display(String program, List<String> args) {
        StringBuilder shown = new StringBuilder(quoted(Printable.line(program, SHOWN_ARGUMENT)));
        for (String arg : hidden(args)) {
            shown.append(' ').append(quoted(Printable.line(arg, SHOWN_ARGUMENT)));
            if (shown.length() > SHOWN_COMMAND) {
                return shown.substring(0, SHOWN_COMMAND) + "…";
            }
        }
        return shown.toString();
    }

    private static String quoted(String text) {
        return text.isEmpty() || text.indexOf(' ') >= 0 ? '"' + text + '"' : text;
    }

    private static List<String> hidden(List<String> args) {
        List<String> result = new ArrayList<>(args.size());
        String previous = "";
        for (String arg : args) {
            result.add(isValueOf(previous, arg) ? HIDDEN : hidden(arg, isHeaderOption(previous)));
            previous = arg;
        }
        return result;
    }

    private static boolean isValueOf(String option, String arg) {
        return option.startsWith("-")
                && option.indexOf('=') < 0
                && !option.startsWith("--no-")
                && !arg.startsWith("--")
                && isSecretName(option);
    }

    private static boolean isHeaderOption(String option) {
        return option.equals("-H") || option.equals("--header") || option.equals("--headers");
    }

    private static String hidden(String arg, boolean header) {
        if (arg.length() < SHORTEST_SECRET_FORM && arg.indexOf('=') < 0 && arg.indexOf(':') < 0) {
            return arg;
        }
        Matcher pair = Forms.NAME_AND_VALUE.matcher(arg);
        while (pair.find()) {
            if (header || isSecretName(pair.group(1))) {
                return arg.substring(0, pair.end()) + HIDDEN;
            }
        }
        return patterns(arg);
    }

    private static String patterns(String text) {
        String result = Forms.USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        result = Forms.SCHEME_AND_CREDENTIAL.matcher(result).replaceAll("$1 " + HIDDEN);
        return Forms.KNOWN_FORMAT.matcher(result).replaceAll(HIDDEN);
    }

    /**
     * Hides secrets in what a server wrote.
     *
     * @param text the text
     * @param known values to hide wherever they occur
     */
    static String scrub(String text, Collection<String> known) {
        String result = text;
        for (String secret : known) {
            result = result.replace(secret, HIDDEN);
        }
        Matcher assignment = Forms.ASSIGNMENT_IN_TEXT.matcher(result);
        result = assignment.replaceAll(match -> Matcher.quoteReplacement(
                isSecretName(match.group(1)) ? match.group(1) + match.group(2) + HIDDEN : match.group()));
        return patterns(result);
    }

    /** Returns the values that {@link #scrub} is to know: those of variables and arguments with telling names. */
    static List<String> known(Map<String, String> environment, List<String> args) {
        List<String> values = new ArrayList<>();
        environment.forEach((name, value) -> addIf(isSecretName(name), value, values));
        String previous = "";
        for (String arg : args) {
            addIf(isValueOf(previous, arg), arg, values);
            Matcher pair = Forms.NAME_AND_VALUE.matcher(arg);
            while (pair.find()) {
                addIf(isHeaderOption(previous) || isSecretName(pair.group(1)), arg.substring(pair.end()), values);
            }
            previous = arg;
        }
        values.sort((a, b) -> b.length() - a.length());
        return List.copyOf(values);
    }

    private static void addIf(boolean secret, String value, List<String> values) {
        // Hiding something as short as "1" or "on" would spoil the text and protect nothing.
        if (secret && value.length() >= 4) {
            values.add(value);
        }
    }
}
