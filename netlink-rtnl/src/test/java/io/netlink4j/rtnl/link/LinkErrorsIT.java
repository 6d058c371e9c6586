package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The messages when the kernel refuses a link. */
@KernelTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class LinkErrorsIT {
    private LinkTestNamespace room;
    private String where;

    @BeforeEach
    void setUp(Namespaces namespaces) {
        room = new LinkTestNamespace(namespaces);
        where = " in " + room.namespace();
        room.links().add(Link.named("br0").kind(Bridge.defaults()));
        room.links().add(Link.named("v0").kind(Veth.to("v1")));
    }

    @Test
    void aMissingLinkIsNotFound() {
        assertThatThrownBy(() -> room.links().get("eth7"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot get link 'eth7': there is no link 'eth7'" + where + " (ENODEV)");
        assertThatThrownBy(() -> room.links().get(4711))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot get link 4711: there is no link 4711" + where + " (ENODEV)");
        assertThatThrownBy(() -> room.links().up("eth7"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot set link 'eth7' up" + where + ": there is no link 'eth7' (ENODEV)");
        assertThatThrownBy(() -> room.links().delete("a-name-that-is-quite-long"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot delete link 'a-name-that-is-quite-long'" + where
                        + ": there is no link 'a-name-that-is-quite-long' (ENODEV)");
        assertThatThrownBy(() -> room.links().master("v0", "eth7"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot give link 'v0' the master link 'eth7'" + where + ": there is no link 'eth7'" + where
                        + " (ENODEV)");
        assertThat(room.links().find("eth7")).isEmpty();
    }

    @Test
    void aTakenNameIsRefused() {
        assertThatThrownBy(() -> room.links().add(Link.named("br0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot add link 'br0'" + where + ": the name 'br0' is taken (EEXIST)");
        assertThatThrownBy(() -> room.links().add(Link.named("w0").kind(Veth.to("br0"))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot add link 'w0'" + where + ": one of the names 'w0' and 'br0' is taken (EEXIST)");
        assertThatThrownBy(() -> room.links().rename("v0", "br0"))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot rename link 'v0' to 'br0'" + where + ": that name is taken (EEXIST)");
        assertThatThrownBy(() -> room.links().addAlternativeName("v0", "br0"))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage(
                        "cannot give link 'v0' the alternative name 'br0'" + where + ": that name is taken (EEXIST)");
    }

    @Test
    void anUnknownKindIsNotSupported() {
        assertThatThrownBy(() -> room.links().add(Link.named("x0").kind(UnknownKind.of("foo"))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot add link 'x0'" + where
                        + ": the kernel has no link kind 'foo' (EOPNOTSUPP); kernel: \"Unknown device type\"");
        assertThatThrownBy(() -> room.links().add(Link.named("x0")))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("a new link needs a kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.links().add(Link.indexed(5).kind(Bridge.defaults())))
                .withMessageContaining("a link needs a name");
    }

    @Test
    void anAttributeIsRefusedByPolicy() {
        String longest = "ä".repeat(127) + "x";
        assertThat(room.links().change("v0", link -> link.alias(longest)).alias())
                .contains(longest);
        assertThatThrownBy(() -> room.links().change("v0", link -> link.alias("x".repeat(300))))
                .isInstanceOfSatisfying(NetlinkException.Invalid.class, refusal -> {
                    assertThat(refusal.errno()).hasValue(Errno.ERANGE);
                    assertThat(refusal.report().attribute()).hasValue("IFLA_IFALIAS");
                    assertThat(refusal.report().policy())
                            .hasValueSatisfying(policy -> assertThat(policy).contains("..255"));
                });
        assertThatThrownBy(() -> room.links().change("v0", link -> link.with(LinkAttributes.GSO_MAX_SIZE, 1L)))
                .isInstanceOf(NetlinkException.Invalid.class)
                .message()
                .matches(
                        "cannot change link 'v0' in namespace '.*': Numerical result out of range \\(ERANGE\\); kernel:"
                                + " \".*\" at IFLA_GSO_MAX_SIZE \\(must be u32 in \\d+\\.\\.4294967295\\)");
        Attribute<Integer> tooShort = Attribute.of(1, "IFLA_BR_FORWARD_DELAY", Codecs.U8);
        assertThatThrownBy(() -> room.links()
                        .change("br0", link -> link.kind(Bridge.defaults().with(tooShort, 1))))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("at IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_BR_FORWARD_DELAY (must be u32");
    }

    @Test
    void theMessageOfTheKernelIsReported() {
        assertThatThrownBy(() -> room.links().mtu("v0", 7))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot set the MTU of link 'v0' to 7" + where + ": ")
                .hasMessageEndingWith("kernel: \"mtu less than device minimum\"");
    }

    @Test
    void onlyVirtualLinksCanBeDeleted() {
        assertThatThrownBy(() -> room.links().delete("lo"))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("only links of a kind that a program can create can be deleted");
    }

    @Test
    void aLinkThatCannotBeCompletedIsNotCreated() {
        assertThatThrownBy(() -> room.links()
                        .add(Link.named("w0").kind(Veth.to(Link.named("w1").up().master("eth7")))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot add link 'w1' at the other end of link 'w0'" + where + ": there is no link 'eth7'"
                        + where + " (ENODEV)");
        assertThat(room.links().find("w0")).isEmpty();
        assertThatThrownBy(() ->
                        room.links().add(Link.named("w0").alternativeName("br0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThat(room.links().find("w0")).isEmpty();
    }

    @Test
    void messagesOfRefusedAddresses() {
        room.addresses().add("v0", "10.0.0.1/24");
        assertThatThrownBy(() -> room.addresses().add("v0", "10.0.0.1/24"))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageStartingWith("cannot add address 10.0.0.1/24 to link 'v0'" + where
                        + ": the link has this address already (EEXIST)");
        assertThatThrownBy(() -> room.addresses().delete("v0", "10.0.0.1"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot delete address 10.0.0.1/32 from link 'v0'" + where
                        + ": the link does not have this address (EADDRNOTAVAIL)");
        assertThatThrownBy(() -> room.addresses().add("eth7", "10.0.0.1/24"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage(
                        "cannot add address 10.0.0.1/24 to link 'eth7': there is no link 'eth7'" + where + " (ENODEV)");
    }

    @Test
    void invalidMacAddressesAreRefused() {
        for (String link : List.of("v0", "br0")) {
            assertThatThrownBy(() -> room.links().macAddress(link, "01:00:5e:00:00:01"))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessage("cannot set the MAC address of link '" + link + "' to 01:00:5e:00:00:01" + where
                            + ": no link can have the MAC address 01:00:5e:00:00:01, which is multicast"
                            + " (EADDRNOTAVAIL)");
        }
        assertThatThrownBy(() -> room.links().macAddress("v0", "00:00:00:00:00:00"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("no link can have the MAC address 00:00:00:00:00:00 (EADDRNOTAVAIL)");
        assertThatThrownBy(() -> room.links()
                        .add(Link.named("x0").kind(Bridge.defaults()).macAddress("33:33:00:00:00:01")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("33:33:00:00:00:01, which is multicast");
        assertThatThrownBy(() -> room.links().macAddress(LinkReference.of("v0"), MacAddress.of("02:01")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the MAC address is too short for the link (EINVAL)");
    }

    @Test
    void notEveryLinkCanBeAMaster() {
        String kind = "its master is of a kind that accepts no ports (EOPNOTSUPP)";
        assertThatThrownBy(() -> room.links().master("v0", "v1"))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot give link 'v0' the master link 'v1'" + where + ": " + kind);
        assertThatThrownBy(() ->
                        room.links().add(Link.named("w0").kind(Veth.to("w1")).master("v0")))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining(kind);
        assertThatThrownBy(() -> room.links().master("v0", LinkReference.of(4711)))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("there is no such master, or it accepts no links of that type (EINVAL)");
        assertThatThrownBy(() -> room.links().master("lo", "br0"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("there is no such master, or it accepts no links of that type (EINVAL)");
    }

    /** {@code EPERM} without a missing capability. */
    @Test
    void anInvalidStateIsNotReportedAsAMissingCapability() {
        try {
            room.links().add(Link.named("bond0").kind(UnknownKind.of("bond")));
        } catch (NetlinkException.NotSupported lacking) {
            abort("the kernel has no bonds");
        }
        room.links().up("v0");
        assertThatThrownBy(() -> room.links().master("v0", "bond0"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot give link 'v0' the master link 'bond0'" + where)
                .hasMessageContaining("can not be enslaved while up (EPERM)")
                .hasMessageNotContaining("CAP_NET_ADMIN");
    }

    @Test
    void mastersMustNotFormALoop() {
        assertThatThrownBy(() -> room.links().master("br0", "br0"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("Can not enslave a bridge to a bridge")
                .hasMessageNotContaining("symbolic links");
        room.links().add(Link.named("m0").link("br0").kind(UnknownKind.of("macvlan")));
        assertThatThrownBy(() -> room.links().master("m0", "br0"))
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining("the two would form a loop (EBUSY)");
    }

    @Test
    void someKindsNeedALowerLink() {
        assertThatThrownBy(() -> room.links().add(Link.named("m0").kind(UnknownKind.of("macvlan"))))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("a link of this kind needs a lower link, set with link() (EINVAL)");
        assertThatThrownBy(() -> room.links()
                        .add(Link.named("m0").link(LinkReference.of(4711)).kind(UnknownKind.of("macvlan"))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("its lower link does not exist (ENODEV)");
        room.links().master("v0", "br0");
        assertThatThrownBy(() -> room.links().add(Link.named("m0").link("v0").kind(UnknownKind.of("macvlan"))))
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining("its lower link belongs to a master");
    }

    @Test
    void aPercentSignInANameIsExplained() {
        assertThatThrownBy(() -> room.links().rename("v0", "50%"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the name of a link may contain '%' only in one '%d' (EINVAL)");
    }

    @Test
    void aMissingProcessIsNotFound() {
        assertThatThrownBy(() ->
                        room.links().change("v0", link -> link.with(LinkAttributes.NET_NS_PID, Integer.MAX_VALUE)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such process (ESRCH)");
    }

    @Test
    void takenIndexesAndNamesOfKernelParametersAreNamed() {
        int taken = room.links().index("v0");
        assertThatThrownBy(() ->
                        room.links().add(Link.named("n%d").requestIndex(taken).kind(Veth.to("m%d"))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot add link 'n%d'" + where + ": the index " + taken + " is taken (EEXIST)");
        for (String name : new String[] {"all", "default"}) {
            String why = "no link can be called '" + name + "': the kernel parameters of all links have that name";
            assertThatThrownBy(() -> room.links().rename("v0", name))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining(why);
            assertThatThrownBy(() -> room.links().add(Link.named(name).kind(Bridge.defaults())))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining(why);
        }
    }

    /** The kernel acknowledges these requests and does nothing. */
    @Test
    void changesThatTheKernelIgnoresAreRefused() {
        assertThatThrownBy(() -> room.links().change(Link.named("v0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot change link 'v0'" + where
                        + ": it is a veth link, and the kernel cannot change the kind of a link; delete the link and"
                        + " add it again");
        assertThatThrownBy(() -> room.links().change(Link.named("v0").with(LinkAttributes.NUM_TX_QUEUES, 7)))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("IFLA_NUM_TX_QUEUES")
                .hasMessageContaining("cannot become 7; the kernel takes it only when it creates the link");
        assertThatThrownBy(() -> room.links().change(room.links().get("v0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.NotSupported.class);
        room.links().change(Link.named("br0").kind(Bridge.defaults()));
        assertThatThrownBy(() -> room.links().change(Link.named("v0").kind(Veth.to("other"))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("the kernel takes VETH_INFO_PEER only when it creates the link");
    }
}
