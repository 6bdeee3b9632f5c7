package dev.fastmcp.auth.internal.login;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page for the person who has logged in: no script, nothing from elsewhere, and no text that somebody else could have chosen, but for the address of the server.
 *
 * @param status the status of the answer
 * @param html the whole document
 */
record CallbackPage(int status, String html) {

    private static final int WRONG_METHOD = 405;

    private static final String STYLE = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--paper:#f6f7f9;--card:#fff;--line:#dfe3e8;--good:#1a7f4b;--bad:#b3362b}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#9aa5b1;--paper:#12161b;--card:#1b2128;--line:#2c343d;--good:#4ccb87;--bad:#f0877d}}
        *{box-sizing:border-box;margin:0}
        body{min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
        main{max-width:27rem;width:100%;padding:2.25rem 2.25rem 2rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:0 1px 2px #0000000a,0 12px 32px #00000014}
        .sign{display:grid;place-items:center;width:3rem;height:3rem;border-radius:50%;margin-bottom:1.25rem;font-size:1.5rem;line-height:1;color:#fff;background:var(--good)}
        .bad .sign{background:var(--bad)}
        @media(prefers-color-scheme:dark){.sign{color:#12161b}}
        h1{font-size:1.35rem;line-height:1.3;font-weight:650;margin-bottom:.5rem}
        p{color:var(--soft);text-wrap:balance}
        code{display:block;margin-top:1.25rem;padding:.6rem .8rem;border-radius:.5rem;background:var(--paper);border:1px solid var(--line);font:.875rem/1.4 ui-monospace,monospace;color:var(--ink);overflow-wrap:anywhere}
        """;

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static CallbackPage received(String server) {
        return page(
                200,
                "good",
                "✓",
                "Your login has arrived",
                "Your program does the rest. You can close this tab and go back to it.",
                server);
    }

    /** What the error says is for the program, which knows by then whether it comes from the right server. */
    static CallbackPage failed(String server) {
        return page(
                200,
                "bad",
                "✕",
                "The login did not succeed",
                "Your program tells why. You can close this tab.",
                server);
    }

    static CallbackPage again() {
        return page(200, "good", "✓", "This login has been received already", "You can close this tab.", "");
    }

    static CallbackPage notOurs() {
        return page(
                400,
                "bad",
                "✕",
                "This does not belong to the login",
                "Nothing was done with it. If you have just logged in, start the login once more.",
                "");
    }

    static CallbackPage plain(int status) {
        return page(status, "bad", "✕", "There is nothing here", "This address is for logins only.", "");
    }

    private static CallbackPage page(int status, String kind, String sign, String title, String text, String server) {
        String named = server.isEmpty() ? "" : "<code>" + escaped(server) + "</code>";
        return new CallbackPage(
                status,
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + title
                        + "</title><style>" + STYLE + "</style></head><body><main class=\"" + kind
                        + "\"><div class=\"sign\" aria-hidden=\"true\">" + sign + "</div><h1>" + title + "</h1><p>"
                        + text
                        + "</p>" + named + "</main></body></html>");
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /**
     * The whole response; nothing comes after it on the same connection.
     *
     * @param method that of the request
     */
    byte[] response(String method) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " \r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + "Content-Security-Policy: " + POLICY + "\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Cache-Control: no-store\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + (status == WRONG_METHOD ? "Allow: GET\r\n" : "")
                + "Connection: close\r\n\r\n";
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        if (!method.equals("HEAD")) {
            response.writeBytes(body);
        }
        return response.toByteArray();
    }
}
