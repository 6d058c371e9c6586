package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client says to engines that are not as they should be. */
class EngineTest {
    private static final String JSON = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n";

    @TempDir
    private Path directory;

    @Test
    void aContainerIsReadFromItsDescription() throws Exception {
        Container web =
                ask(JSON + "{\"Id\":\"abc\",\"Name\":\"/web\",\"State\":{\"Status\":\"running\",\"Pid\":42}}", "web");

        assertThat(web).isEqualTo(new Container("abc", "web", "running", 42)).hasToString("container 'web'");
    }

    @Test
    void aNameStaysOneSegmentOfThePath() throws Exception {
        CompletableFuture<String> question = serve(JSON + "{\"Id\":\"abc\"}");
        Engine.at(socket()).container("../a b?");

        assertThat(question.get()).startsWith("GET /containers/..%2Fa+b%3F/json HTTP/1.0\r\n");
        assertThatThrownBy(() -> Engine.at(socket()).container("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotThereIsNamed() {
        refuses(
                "HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"No such container: web\"}",
                "the engine at " + socket() + " has no container 'web'");
    }

    @Test
    void aRefusalIsToldInTheEnginesWords() {
        refuses(
                "HTTP/1.0 500 Internal Server Error\r\n\r\n{\"message\":\"out of order\"}",
                "the engine at " + socket() + " refused to describe container 'web': out of order");
    }

    @Test
    void somebodyElseBehindTheSocketIsToldFromAnEngine() {
        String noEngine = "what listens at " + socket() + " is no container engine";
        refuses(JSON + "{}", noEngine);
        refuses(JSON + "<html>", noEngine);
        refuses(
                "220 mail.example ESMTP\r\n",
                "what listens at " + socket() + " does not speak HTTP: it answered 24 characters");
        refuses("", "what listens at " + socket() + " does not speak HTTP: it answered 0 characters");
    }

    @Test
    void aSocketThatIsNotThereOrDead() throws Exception {
        Engine engine = Engine.at(socket());
        assertThatThrownBy(() -> engine.container("web"))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot connect to the container engine at " + socket() + ": there is no such socket");

        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThatThrownBy(() -> engine.container("web"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "cannot connect to the container engine at " + socket() + ": nobody listens there");
    }

    @Test
    void theVariableComesBeforeTheUsualPlaces() throws Exception {
        Path usual = Files.createFile(directory.resolve("usual"));

        assertThat(Engine.find("unix:///run/mine.sock", List.of(usual)))
                .hasToString("the container engine at /run/mine.sock");
        assertThat(Engine.find("", List.of(directory.resolve("absent"), usual)))
                .hasToString("the container engine at " + usual);
    }

    @Test
    void noEngineOrOneThatIsElsewhere() {
        assertThatThrownBy(() -> Engine.find("", List.of(Path.of("/absent/a"), Path.of("/absent/b"))))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "there is no container engine: /absent/a and /absent/b do not exist, and DOCKER_HOST names no"
                                + " other");
        for (String host : List.of("tcp://127.0.0.1:2375", "unix://", "no uri")) {
            assertThatThrownBy(() -> Engine.find(host, List.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("DOCKER_HOST is " + host
                            + ": only unix:///PATH leads to an engine whose containers are processes of this machine");
        }
    }

    @Test
    void aContainerThatDoesNotRunHasNoNamespace() {
        assertThatThrownBy(new Container("abc", "web", "exited", 0)::openNamespace)
                .isInstanceOf(EngineException.class)
                .hasMessage("container 'web' is not running: it is exited");
    }

    @Test
    void aProcessThatIsNotTheContainersIsNotTakenForIt() {
        String reason = ": it stopped meanwhile, or the engine numbers processes in another PID namespace, as one in a"
                + " virtual machine or outside of our own container does";
        long own = ProcessHandle.current().pid();
        for (long pid : new long[] {own, Integer.MAX_VALUE}) {
            assertThatThrownBy(new Container("abc".repeat(20), "web", "running", pid)::openNamespace)
                    .isInstanceOf(EngineException.class)
                    .hasMessage("process " + pid + " is not container 'web'" + reason);
        }
    }

    private void refuses(String answer, String message) {
        assertThatThrownBy(() -> ask(answer, "web"))
                .isInstanceOf(EngineException.class)
                .hasMessage(message);
    }

    private Container ask(String answer, String name) throws Exception {
        serve(answer);
        return Engine.at(socket()).container(name);
    }

    private Path socket() {
        return directory.resolve("engine.sock");
    }

    /** Answers one question, and then knows what it was. */
    private CompletableFuture<String> serve(String answer) throws Exception {
        Files.deleteIfExists(socket());
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        CompletableFuture<String> question = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (server;
                    SocketChannel served = server.accept()) {
                ByteBuffer bytes = ByteBuffer.allocate(1024);
                String text = "";
                while (!text.endsWith("\r\n\r\n") && served.read(bytes) >= 0) {
                    text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
                }
                served.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                question.complete(text);
            } catch (Exception e) {
                question.completeExceptionally(e);
            }
        });
        return question;
    }
}
