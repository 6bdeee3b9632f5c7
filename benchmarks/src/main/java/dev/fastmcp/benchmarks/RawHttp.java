package dev.fastmcp.benchmarks;

/** As much of HTTP/1.1 as two ends need that know each other. */
final class RawHttp {

    private static final String LENGTH = "content-length:";

    private RawHttp() {}

    /** Returns where the head ends and the body begins; negative if the head is not complete. */
    static int bodyStart(byte[] buffer, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Returns the length that a head gives; negative if it gives none. */
    static int contentLength(byte[] buffer, int headEnd) {
        for (int line = nextLine(buffer, 0, headEnd); line < headEnd; line = nextLine(buffer, line, headEnd)) {
            if ((buffer[line] | 0x20) == 'c' && matches(buffer, line)) {
                return number(buffer, line + LENGTH.length(), 10);
            }
        }
        return -1;
    }

    /** Returns where the next line begins. */
    static int nextLine(byte[] buffer, int from, int to) {
        int i = from;
        while (i < to && buffer[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    private static boolean matches(byte[] buffer, int at) {
        for (int i = 0; i < LENGTH.length(); i++) {
            int letter = buffer[at + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != LENGTH.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a number after blanks, up to the first byte that is no digit. */
    static int number(byte[] buffer, int from, int radix) {
        int i = from;
        while (buffer[i] == ' ') {
            i++;
        }
        int value = 0;
        for (int digit = Character.digit(buffer[i], radix); digit >= 0; digit = Character.digit(buffer[++i], radix)) {
            value = radix * value + digit;
        }
        return value;
    }
}
