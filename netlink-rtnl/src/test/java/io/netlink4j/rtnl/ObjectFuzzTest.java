package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, every accessor of an object and of all that it holds answers a value or {@link NetlinkException.Malformed}, and
 * every text is fit for a terminal.
 */
class ObjectFuzzTest {
    private static final int ROUNDS = 3_000;
    private static final int DEEPEST = 4;

    /** A kind of object, what is made of bytes besides, and examples of it. */
    private record Subject(
            String name,
            Function<byte[], ? extends NetlinkObject<?>> decoder,
            List<? extends NetlinkObject<?>> examples) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Subject> subjects() {
        return Stream.of(
                new Subject(
                        "address",
                        Address::decode,
                        List.of(
                                Address.of("10.0.0.1/24")
                                        .withBroadcast()
                                        .label("d0:one")
                                        .metric(7)
                                        .protocol(9)
                                        .flag(AddressFlag.NOPREFIXROUTE, true)
                                        .lifetime(Duration.ofSeconds(5), Duration.ofSeconds(9)),
                                Address.of("fd00::1").peer("fd00::2/64"))),
                new Subject(
                        "route",
                        Route::decode,
                        RouteOracleIT.PAIRS.stream()
                                .map(RouteOracleIT.Pair::route)
                                .filter(route -> route.references().isEmpty())
                                .toList()),
                new Subject(
                        "neighbour",
                        Neighbour::decode,
                        List.of(
                                Neighbour.of("10.0.0.1")
                                        .at("02:00:00:00:00:01")
                                        .dev(LinkReference.of(7))
                                        .flags(NeighbourFlag.ROUTER, NeighbourFlag.MANAGED)
                                        .protocol(RouteProtocol.BGP)
                                        .state(NeighbourState.STALE),
                                Neighbour.of("fd00::1").proxy())),
                new Subject(
                        "nsid",
                        Nsid::decode,
                        List.of(Nsid.any().with(Nsid.NSID, 7).with(Nsid.CURRENT_NSID, 9))),
                new Subject("link", Link::decode, links()));
    }

    /** One of each kind, with something in every option, and one of each kind of port. */
    private static List<Link> links() {
        Link link = Link.indexed(7)
                .name("v0")
                .mtu(1500)
                .macAddress("02:00:00:00:00:01")
                .alias("text")
                .alternativeName("another")
                .addressGeneration(LinkInet6.AddressGeneration.RANDOM)
                .with(LinkAttributes.LINK, LinkReference.of(4))
                .with(LinkAttributes.OPERSTATE, OperationalState.UP)
                .with(
                        LinkAttributes.PROTO_DOWN_REASON,
                        Nest.empty(Schema.UNKNOWN).with(LinkAttributes.PROTO_DOWN_REASON_VALUE, 5L));
        Stream<Link> kinds = LinkKinds.OPTIONS.entrySet().stream()
                .map(kind -> link.with(
                        LinkAttributes.LINKINFO,
                        LinkInfo.NONE
                                .with(LinkInfo.KIND, kind.getKey())
                                .with(LinkInfo.DATA, filled(kind.getValue().get()))));
        Stream<Link> ports = LinkKinds.PORT_OPTIONS.entrySet().stream()
                .map(kind -> link.with(
                        LinkAttributes.LINKINFO,
                        LinkInfo.NONE
                                .with(LinkInfo.SLAVE_KIND, kind.getKey())
                                .with(
                                        LinkInfo.SLAVE_DATA,
                                        filled(kind.getValue().get()))));
        return Stream.concat(kinds, ports).toList();
    }

    private static Nest filled(Schema schema) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        for (Attribute<?> key : schema.attributes()) {
            out.put(key.number(), new byte[] {8, 0, 1, 0, (byte) key.number(), 0, 0, 0});
        }
        return new Nest(schema, Content.of(out.toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyAccessor(Subject subject) {
        Random random = new Random(subject.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = round % 4 == 0 ? arbitrary(random) : mutated(subject, random);
            try {
                NetlinkObject<?> object = subject.decoder().apply(bytes);
                everything(object, 0);
                assertThat(object).isEqualTo(subject.decoder().apply(bytes.clone()));
            } catch (NetlinkException.Malformed expected) {
                // shorter than the header
            } catch (RuntimeException | AssertionError wrong) {
                fail(HexFormat.of().formatHex(bytes), wrong);
            }
        }
    }

    private static void everything(NetlinkObject<?> object, int depth) {
        for (Method method : object.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class
                    && method.getReturnType() != object.getClass()) {
                answered(() -> invoke(method, object)).ifPresent(value -> inside(value, depth));
            }
        }
        object.schema()
                .attributes()
                .forEach(key -> answered(() -> object.get(key)).ifPresent(value -> inside(value, depth)));
        sent(object);
        if (object instanceof Route route) {
            answered(() -> RouteSending.added(route, link -> 1));
            answered(() -> RouteSending.deleted(route, link -> 1));
            answered(() -> RouteFilter.matches(RouteFilter.main().request(IpFamily.IPV4), route));
        }
        if (object instanceof Address address) {
            answered(() -> AddressFilter.all().label("*").in("10.0.0.0/8").accepts(address, 7));
        }
        if (object instanceof Link link) {
            link(link);
        }
        if (object instanceof Neighbour neighbour) {
            answered(() -> neighbour.sent(7, NeighbourState.NONE));
            answered(() -> neighbour.key(7));
        }
    }

    private static void link(Link link) {
        answered(() -> LinkCreation.request(link));
        answered(() -> LinkCreation.rest(link, Link.indexed(7)));
        answered(() -> LinkCreation.alternativeNames(link, link));
        Link steady = answered(() -> LinkParts.withoutState(link))
                .map(Link.class::cast)
                .orElse(link);
        for (Link current : links().subList(0, 3)) {
            answered(() -> LinkParts.difference(steady, current));
            answered(() -> LinkParts.difference(current, steady));
            answered(() -> LinkParts.rest(steady, current, Link.indexed(7)));
        }
        answered(() -> LinkFilter.all().kind("veth").accepts(link, 3));
    }

    private static void sent(NetlinkObject<?> object) {
        try {
            Golden.sent(object);
        } catch (IllegalStateException | NetlinkException.Malformed refused) {
            // an attribute that is marked as a reference, of which there are none
        }
    }

    private static void inside(Object value, int depth) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(present -> inside(present, depth));
            case Collection<?> several -> several.forEach(each -> inside(each, depth));
            case NetlinkObject<?> nest when depth < DEEPEST -> everything(nest, depth + 1);
            case String text -> {}
            case UnknownKind kind -> {
                fit(kind.toString());
                everything(kind.data(), depth);
                answered(kind::peer).ifPresent(peer -> inside(peer, depth));
            }
            default -> fit(value.toString());
        }
    }

    /** Strings are for programs and stay as they are; texts of objects are for people. */
    private static void fit(String text) {
        assertThat(Printable.of(text.replace('\n', ' '))).isEqualTo(text.replace('\n', ' '));
    }

    private interface Question {
        @Nullable
        Object ask();
    }

    private static Optional<Object> answered(Question question) {
        try {
            return Optional.ofNullable(question.ask());
        } catch (NetlinkException.Malformed expected) {
            return Optional.empty();
        }
    }

    private static @Nullable Object invoke(Method method, Object object) {
        try {
            Object value = method.invoke(object);
            if (method.getName().startsWith("to") && value instanceof String text) {
                fit(text);
            }
            return value;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof NetlinkException.Malformed malformed
                    && !method.getName().equals("toString")
                    && !method.getName().equals("hashCode")) {
                throw malformed;
            }
            throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static byte[] arbitrary(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(Subject subject, Random random) {
        List<? extends NetlinkObject<?>> examples = subject.examples();
        byte[] bytes = examples.get(random.nextInt(examples.size())).toByteArray();
        for (int i = random.nextInt(5); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = twice(bytes, at & ~3);
            }
        }
        return bytes;
    }

    /** The rest again, as of a message with attributes that come twice. */
    private static byte[] twice(byte[] bytes, int from) {
        List<Byte> more = new ArrayList<>();
        for (byte each : bytes) {
            more.add(each);
        }
        for (int i = from; i < bytes.length; i++) {
            more.add(bytes[i]);
        }
        byte[] result = new byte[more.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = more.get(i);
        }
        return result;
    }
}
