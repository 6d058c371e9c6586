package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's container, from the outside. */
@NeedsEngine
class ContainerNamespaceIT {
    private static Box box;
    private static NetworkNamespace inside;

    @BeforeAll
    static void start() throws Exception {
        box = Box.ordinary(List.of());
        inside = Engine.find().container(box.name()).openNamespace();
    }

    @AfterAll
    static void stop() {
        if (inside != null) {
            inside.close();
        }
        if (box != null) {
            box.close();
        }
    }

    @Test
    void itIsFoundByNameAndById() throws Exception {
        Engine engine = Engine.find();

        assertThat(engine.container(box.name()).id()).isEqualTo(box.id());
        assertThat(engine.container(box.id()).name()).isEqualTo(box.name());
        assertThat(engine.container(box.id().substring(0, 12)))
                .isEqualTo(engine.container(box.name()))
                .matches(container -> container.state().equals("running"));
    }

    @Test
    void itsLinksAreThoseThatItSeesItself() throws Exception {
        List<Link> links;
        try (Rtnl rtnl = Rtnl.open(inside)) {
            // Another test adds one and removes it.
            links = rtnl.links().list().stream()
                    .filter(link -> !link.name().orElseThrow().startsWith("added"))
                    .toList();
        }

        assertThat(links)
                .map(link -> link.ifindex().orElseThrow() + " " + link.name().orElseThrow() + " "
                        + link.macAddress().orElseThrow() + " " + link.mtu().orElseThrow())
                .containsExactlyElementsOf(json("ip", "-j", "link").stream()
                        .filter(link -> !name(link).startsWith("added"))
                        .map(link -> link.path("ifindex").asInt() + " " + name(link) + " "
                                + link.path("address").asString() + " "
                                + link.path("mtu").asInt())
                        .toList())
                .hasSizeGreaterThan(1);
        assertThat(box.run("cat", "/proc/net/dev"))
                .contains(links.stream()
                        .map(link -> link.name().orElseThrow() + ":")
                        .toList());
    }

    @Test
    void whatTheProgramPrintsIsThere() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ContainerNetwork.print(Engine.find().container(box.name()), new PrintStream(out, true, StandardCharsets.UTF_8));

        JsonNode eth0 = json("ip", "-j", "addr", "show", "dev", "eth0").getFirst();
        JsonNode address = eth0.path("addr_info").path(0);
        JsonNode route = json("ip", "-j", "route", "show", "default").getFirst();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("container '" + box.name() + "', process ")
                .contains("\n" + eth0.path("ifindex").asInt() + ": eth0@if")
                .contains("\n    inet " + address.path("local").asString() + "/"
                        + address.path("prefixlen").asInt() + " brd ")
                .contains("\ndefault via " + route.path("gateway").asString() + " dev eth0");
    }

    @Test
    void javaServesInsideAProgramOfTheContainer() throws Exception {
        try (ServerSocketChannel server = inside.sockets().listen("127.0.0.1", 0)) {
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            CompletableFuture<String> client =
                    inBackground(() -> box.run("bash", "-c", "cat < /dev/tcp/127.0.0.1/" + port));
            try (SocketChannel served = server.accept()) {
                served.write(ByteBuffer.wrap("from outside".getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(client.get()).isEqualTo("from outside");
        }
    }

    @Test
    void aLinkThatIsPutIntoItWorksThere() throws Exception {
        try (NetworkNamespace home = NetworkNamespace.createUnnamed();
                Rtnl atHome = Rtnl.open(home);
                Rtnl rtnl = Rtnl.open(inside)) {
            atHome.links()
                    .add(Link.named("home0")
                            .up()
                            .kind(Veth.to(Link.named("added0").in(inside).up())));
            atHome.addresses().add("home0", "192.0.2.1/24");
            rtnl.addresses().add("added0", "192.0.2.2/24");

            JsonNode added = json("ip", "-j", "addr", "show", "dev", "added0").getFirst();
            assertThat(added.path("operstate").asString()).isEqualTo("UP");
            assertThat(added.path("addr_info").path(0).path("local").asString()).isEqualTo("192.0.2.2");
            try (ServerSocketChannel server = home.sockets().listen("192.0.2.1", 80)) {
                CompletableFuture<String> client =
                        inBackground(() -> box.run("bash", "-c", "cat < /dev/tcp/192.0.2.1/80"));
                try (SocketChannel served = server.accept()) {
                    assertThat(served.getRemoteAddress().toString()).startsWith("/192.0.2.2:");
                    served.write(ByteBuffer.wrap("through the cable".getBytes(StandardCharsets.UTF_8)));
                }
                assertThat(client.get()).isEqualTo("through the cable");
            }
            rtnl.links().delete("added0");
            assertThat(json("ip", "-j", "link")).noneMatch(link -> name(link).equals("added0"));
        }
    }

    @Test
    void oneThatEndedIsNotRunning() throws Exception {
        Container ended;
        try (Box other = Box.ordinary(List.of())) {
            ended = Engine.find().container(other.name());
        }
        // The engine does not wait for the kernel to be done with the process.
        Optional<ProcessHandle> process = ProcessHandle.of(ended.pid());
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }

        assertThatThrownBy(ended::openNamespace)
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("process " + ended.pid() + " is not container '" + ended.name() + "'");
    }

    @Test
    void oneThatNeverWasIsNotThere() throws Exception {
        Engine engine = Engine.find();
        String name = box.name() + "-twin";

        assertThatThrownBy(() -> engine.container(name))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("has no container '" + name + "'");
    }

    private static List<JsonNode> json(String... line) throws Exception {
        JsonNode array = JsonMapper.shared().readTree(box.run(line));
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String name(JsonNode link) {
        return link.path("ifname").asString();
    }

    private interface Program {
        String run() throws Exception;
    }

    private static CompletableFuture<String> inBackground(Program program) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(program.run());
            } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
