package dev.fastmcp.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One conversation over a pair of streams, a message a line. */
final class LineServer implements Outlet {

    private final InputStream in;
    private final OutputStream out;
    private volatile boolean over;

    LineServer(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void run(ScriptedServer server) throws IOException {
        ScriptedConversation conversation = server.converse(this);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            String line;
            while (!over && (line = lines.readLine()) != null) {
                if (!line.isBlank()) {
                    conversation.receive(line);
                }
            }
        } catch (IOException e) {
            if (!over) {
                throw e;
            }
        }
    }

    @Override
    public void send(String text) {
        byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
        int half = line.length / 2;
        try {
            out.write(line, 0, half);
            out.flush();
            out.write(line, half, line.length - half);
            out.flush();
        } catch (IOException e) {
            // The client has gone; reading will tell.
            over = true;
        }
    }

    @Override
    public void hangUp() {
        over = true;
        try {
            out.close();
            in.close();
        } catch (IOException e) {
            // It is closed anyway.
        }
    }
}
