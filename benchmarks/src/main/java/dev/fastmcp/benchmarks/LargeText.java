package dev.fastmcp.benchmarks;

import java.nio.charset.StandardCharsets;

/** Text like that of files and logs: ASCII, three characters in eighty have to be escaped. */
final class LargeText {

    private static final String LINE =
            "17:04:26 INFO  [worker-12] the file \"report.csv\" was read and 4711 rows stored.\n";

    private LargeText() {}

    /** Returns as many characters as wanted, before escaping. */
    static String plain(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(LINE, 0, Math.min(LINE.length(), length - text.length()));
        }
        return text.toString();
    }

    /** Returns the text as it stands between the quotes of a JSON string. */
    static byte[] json(int length) {
        return plain(length).replace("\"", "\\\"").replace("\n", "\\n").getBytes(StandardCharsets.US_ASCII);
    }
}
