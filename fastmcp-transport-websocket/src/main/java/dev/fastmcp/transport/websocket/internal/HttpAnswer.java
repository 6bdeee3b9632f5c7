package dev.fastmcp.transport.websocket.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the answer to the opening handshake.
 *
 * @param status the status code
 * @param reason what follows it
 * @param headers all headers; look-up does not depend on case
 */
record HttpAnswer(int status, String reason, Map<String, List<String>> headers) {

    static final int SWITCHING_PROTOCOLS = 101;

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_INTERIM = 8;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: (.*))?");

    /** Reads a head and not a byte more. Interim answers, such as 103, are skipped. */
    static HttpAnswer read(InputStream in) throws IOException {
        for (int interim = 0; interim < MAX_INTERIM; interim++) {
            HttpAnswer answer = new Reader(in).answer();
            if (answer.status == SWITCHING_PROTOCOLS || answer.status >= FIRST_FINAL_STATUS) {
                return answer;
            }
        }
        throw new HandshakeException("it sent " + MAX_INTERIM + " interim answers and no final one");
    }

    /** All values of a header, joined by commas; empty if there are none. */
    String value(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    private static final class Reader {

        private final InputStream in;
        private int left = MAX_BYTES;

        Reader(InputStream in) {
            this.in = in;
        }

        HttpAnswer answer() throws IOException {
            Matcher first = STATUS_LINE.matcher(line());
            if (!first.matches()) {
                throw new HandshakeException("its answer is not HTTP; is this the port of a WebSocket server?");
            }
            TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw new HandshakeException("its answer has a header line without a name");
                }
                headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            String reason = first.group(2) == null ? "" : first.group(2);
            return new HttpAnswer(Integer.parseInt(first.group(1)), reason, headers);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = next(); b != '\n'; b = next()) {
                line.write(b);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }

        private int next() throws IOException {
            if (left-- == 0) {
                throw new HandshakeException("the headers of its answer have more than " + MAX_BYTES + " bytes");
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            return b;
        }
    }
}
