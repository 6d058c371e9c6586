package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.link.kind.BridgeOptions;
import io.netlink4j.rtnl.link.kind.BridgePort;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bytes that no kernel would send yield a value or the typed error. */
final class LinkMutationTest {
    private static final int ROUNDS = 3_000;

    @Test
    void links() {
        Link link = Link.named("v0")
                .master(LinkReference.of(3))
                .link(LinkReference.of(4))
                .mtu(1500)
                .macAddress("02:00:00:00:00:01")
                .alias("text")
                .alternativeName("another")
                .addressGeneration(LinkInet6.AddressGeneration.RANDOM)
                .bridgePort(BridgePort.defaults().cost(3).with(BridgePort.STATE, 2))
                .kind(Bridge.defaults()
                        .forwardDelay(Duration.ofSeconds(1))
                        .with(BridgeAttributes.MULTI_BOOLOPT, BridgeOptions.none()))
                .with(LinkAttributes.OPERSTATE, OperationalState.UP);
        mutate(link.toByteArray(), Link.DESCRIPTOR::decode, damaged -> {
            damaged.kind();
            damaged.bridgePort();
            damaged.linkNamespaceId();
            damaged.permanentAddress();
            LinkCreationRequest.request(damaged);
            LinkRequests.difference(damaged, link);
            LinkCreationRequest.rest(damaged, Link.indexed(1));
        });
        Link veth = Link.named("v0").kind(Veth.to(Link.named("v1").mtu(7)));
        mutate(veth.toByteArray(), Link.DESCRIPTOR::decode, damaged -> LinkCreationRequest.request(damaged));
    }

    @Test
    void addresses() {
        Address address = Address.of("10.0.0.1/24")
                .peer("10.0.0.2/30")
                .label("v0")
                .withBroadcast()
                .metric(3)
                .flag(AddressFlag.NOPREFIXROUTE, true)
                .lifetime(Duration.ofSeconds(1), Duration.ofSeconds(2));
        mutate(address.toByteArray(), Address.DESCRIPTOR::decode, damaged -> {
            damaged.toInterface();
            damaged.network();
            damaged.lifetime();
        });
    }

    private static <T extends NetlinkObject<T>> void mutate(
            byte[] whole, Function<byte[], T> decode, Consumer<T> accessors) {
        Random random = new Random(7);
        int values = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            values += attempt(() -> {
                T object = decode.apply(bytes);
                for (Field<?> field : object.schema().fields()) {
                    assertThat((Object) object.get(field)).isNotNull();
                }
                accessors.accept(object);
            });
            values += attempt(
                    () -> assertThat(decode.apply(bytes.clone()).toString()).isNotEmpty());
            values += attempt(
                    () -> assertThat(decode.apply(bytes.clone()).toDump()).isNotEmpty());
            values += attempt(() -> {
                T object = decode.apply(bytes.clone());
                for (Attribute<?> key : object.schema().attributes()) {
                    assertThat(object.get(key)).isNotNull();
                }
            });
        }
        assertThat(values).isPositive();
    }

    private static int attempt(Runnable work) {
        try {
            work.run();
            return 1;
        } catch (NetlinkException.Malformed expected) {
            return 0;
        }
    }
}
