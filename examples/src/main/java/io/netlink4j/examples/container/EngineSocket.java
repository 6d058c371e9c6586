package io.netlink4j.examples.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/**
 * HTTP to whoever listens on a unix socket. It speaks HTTP/1.0, where one connection is one question and the answer ends when
 * the connection does: nothing to pool, no chunks, nothing that a library would take off our hands.
 */
final class EngineSocket {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String END_OF_HEADER = "\r\n\r\n";

    private final Path path;

    EngineSocket(Path path) {
        this.path = path;
    }

    /**
     * An answer.
     *
     * @param status the status code, such as 200 or 404
     * @param body the text after the header
     */
    record Answer(int status, String body) {}

    /** Asks for {@code resource}, which begins with a slash. */
    Answer get(String resource) throws EngineException {
        try (UnixSocketChannel channel = connect()) {
            channel.setOption(UnixSocketOptions.SO_SNDTIMEO, TIMEOUT_MILLIS);
            channel.setOption(UnixSocketOptions.SO_RCVTIMEO, TIMEOUT_MILLIS);
            String question = "GET " + resource + " HTTP/1.0\r\nHost: engine" + END_OF_HEADER;
            ByteBuffer bytes = ByteBuffer.wrap(question.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return answer(readAll(channel));
        } catch (EngineException e) {
            throw e;
        } catch (IOException e) {
            throw new EngineException("the engine at " + path + " did not answer: " + e.getMessage(), e);
        }
    }

    private UnixSocketChannel connect() throws EngineException {
        try {
            return UnixSocketChannel.open(new UnixSocketAddress(path.toFile()));
        } catch (IOException e) {
            String reason = !Files.exists(path)
                    ? "there is no such socket"
                    : Files.isWritable(path)
                            ? "nobody listens there (" + e.getMessage() + ")"
                            : "it takes root, or a member of the group that owns it";
            throw new EngineException("cannot connect to the container engine at " + path + ": " + reason, e);
        }
    }

    private static String readAll(UnixSocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(8192);
        while (channel.read(chunk) >= 0) {
            all.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private Answer answer(String text) throws EngineException {
        int header = text.indexOf(END_OF_HEADER);
        String[] status = text.split("[ \r]", 3);
        if (header < 0 || status.length < 3 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "what listens at %s does not speak HTTP: it answered %d characters",
                    path,
                    text.length()));
        }
        return new Answer(Integer.parseInt(status[1]), text.substring(header + END_OF_HEADER.length()));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
