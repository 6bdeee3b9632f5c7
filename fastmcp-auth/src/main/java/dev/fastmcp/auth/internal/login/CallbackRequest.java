package dev.fastmcp.auth.internal.login;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of a request (RFC 9112), as far as the way back of a login needs it. Not read by the HTTP server of the JDK, which would log the code in it.
 *
 * @param target what is asked for, with its query
 * @param hosts all hosts that are named
 */
record CallbackRequest(String method, String target, List<String> hosts) {

    /** More than browsers send with all their cookies for other programs of this machine. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final String END = "\r\n\r\n";
    private static final Pattern FIRST_LINE = Pattern.compile("([A-Z]{1,16}) (/[!-~]*) HTTP/1\\.[01]");
    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

    /** Reads it, and nothing after it. Empty if it is too long, or not HTTP. */
    static Optional<CallbackRequest> read(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END.length()) {
            int next = buffered.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (head.size() == MAX_BYTES) {
                return Optional.empty();
            }
            head.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return parse(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static Optional<CallbackRequest> parse(String head) {
        String[] lines = head.substring(0, head.length() - END.length()).split("\r\n", -1);
        var first = FIRST_LINE.matcher(lines[0]);
        if (!first.matches()) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            var header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                return Optional.empty();
            }
            if (header.group(1).equalsIgnoreCase("Host")) {
                hosts.add(header.group(2).strip());
            }
        }
        return Optional.of(new CallbackRequest(first.group(1), first.group(2), List.copyOf(hosts)));
    }

    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    Optional<String> query() {
        int question = target.indexOf('?');
        return question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1));
    }

    /** Leaves out the query. */
    @Override
    public String toString() {
        return "CallbackRequest[" + method + " " + path() + "]";
    }
}
