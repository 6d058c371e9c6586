package io.netlink4j.rtnl.link;

import static io.netlink4j.core.error.Errno.EACCES;
import static io.netlink4j.core.error.Errno.EADDRNOTAVAIL;
import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ELOOP;
import static io.netlink4j.core.error.Errno.EMLINK;
import static io.netlink4j.core.error.Errno.ENODEV;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;
import static io.netlink4j.core.error.Errno.EPERM;
import static io.netlink4j.core.error.Errno.ESRCH;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.rtnl.link.Link.DELLINK;
import static io.netlink4j.rtnl.link.Link.NEWLINK;
import static io.netlink4j.rtnl.link.LinkAttributes.ADDRESS;
import static io.netlink4j.rtnl.link.LinkAttributes.CARRIER;
import static io.netlink4j.rtnl.link.LinkAttributes.LINK;
import static io.netlink4j.rtnl.link.LinkAttributes.LINKINFO;
import static io.netlink4j.rtnl.link.LinkAttributes.MASTER;
import static io.netlink4j.rtnl.link.LinkAttributes.NET_NS_FD;
import static io.netlink4j.rtnl.link.LinkAttributes.NET_NS_PID;
import static io.netlink4j.rtnl.link.LinkAttributes.NEW_IFINDEX;
import static io.netlink4j.rtnl.link.LinkAttributes.PROP_LIST;
import static io.netlink4j.rtnl.link.LinkAttributes.TARGET_NETNSID;

import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.rtnl.internal.NamespaceReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains why the kernel refused a request for a link ({@code net/core/rtnetlink.c}, {@code net/core/dev.c}). */
final class LinkErrors {
    /** What the kernel says of a kind that it does not have. */
    static final String NO_SUCH_KIND = "Unknown device type";

    /** {@code ETH_ALEN}. */
    private static final int MAC_LENGTH = 6;

    /** The directories below {@code net.ipv4.conf} that are not for one link ({@code sysctl_dev_name_is_allowed} in the kernel). */
    private static final Set<String> SYSCTL_NAMES = Set.of("all", "default");

    private LinkErrors() {}

    static void add(ErrorExplainer.Builder<Link> rows) {
        namespaces(rows);
        addresses(rows);
        masters(rows);
        creation(rows);
        change(rows);
    }

    private static void namespaces(ErrorExplainer.Builder<Link> rows) {
        rows.on(EINVAL)
                .maySay("network namespace id")
                .when(link -> link.has(TARGET_NETNSID))
                .means(NamespaceReference.NO_SUCH_NUMBER);
        rows.on(EINVAL).says("Unknown network namespace id").means(NamespaceReference.NO_SUCH_NUMBER);
        rows.on(ESRCH).saysAnything().when(link -> link.has(NET_NS_PID)).means("there is no such process");
        rows.on(EPERM)
                .when(link -> link.has(NET_NS_FD) || link.has(NET_NS_PID) || link.has(TARGET_NETNSID))
                .means("that needs CAP_NET_ADMIN in the user namespaces that own this and the other namespace");
    }

    private static void addresses(ErrorExplainer.Builder<Link> rows) {
        rows.on(EADDRNOTAVAIL)
                .saysAnything()
                .when(link -> link.has(ADDRESS))
                .means(Kind.INVALID, refused -> unfit(refused.object()));
        rows.on(EADDRNOTAVAIL)
                .of(NEWLINK)
                .means(Kind.INVALID, "the link has a MAC address that is multicast or all zeros");
        rows.on(EINVAL)
                .when(link -> link.macAddress()
                        .filter(mac -> mac.toByteArray().length < MAC_LENGTH)
                        .isPresent())
                .means(refused -> "the MAC address is too short for the link");
    }

    private static @Nullable String unfit(Link link) {
        return link.macAddress()
                .map(mac ->
                        "no link can have the MAC address " + mac + (mac.isMulticast() ? ", which is multicast" : ""))
                .orElse(null);
    }

    private static void masters(ErrorExplainer.Builder<Link> rows) {
        rows.on(ELOOP, EMLINK).saysAnything().means(Kind.INVALID);
        rows.on(EOPNOTSUPP).when(LinkErrors::hasMaster).means("its master is of a kind that accepts no ports");
        rows.on(EBUSY)
                .when(LinkErrors::hasMaster)
                .means("it already has a master, another link uses it as lower link, or the two would form a loop");
        rows.on(EINVAL)
                .when(LinkErrors::hasMaster)
                .means("there is no such master, or it accepts no links of that type");
    }

    private static boolean hasMaster(Link link) {
        return link.has(MASTER);
    }

    private static void creation(ErrorExplainer.Builder<Link> rows) {
        rows.on(EEXIST).of(NEWLINK).flags(NLM_F_CREATE).means(refused -> taken(refused.object()));
        rows.on(EOPNOTSUPP)
                .of(NEWLINK)
                .flags(NLM_F_CREATE)
                .maySay(NO_SUCH_KIND)
                .means(refused -> kind(refused.object())
                        .map(kind -> "the kernel has no link kind '" + kind + "'")
                        .orElse("a new link needs a kind"));
        rows.on(ENODEV)
                .of(NEWLINK)
                .flags(NLM_F_CREATE)
                .when(link -> link.has(LINK))
                .means("its lower link does not exist");
        rows.on(EINVAL)
                .of(NEWLINK)
                .flags(NLM_F_CREATE)
                .when(link -> !link.has(LINK)
                        && kind(link).filter(LinkKinds::standsOnLink).isPresent())
                .means("a link of this kind needs a lower link, set with link()");
        rows.on(EBUSY)
                .of(NEWLINK)
                .flags(NLM_F_CREATE)
                .when(link -> link.has(LINK))
                .means("its lower link belongs to a master, or another link uses it exclusively");
        rows.on(EINVAL)
                .when(link -> link.name().filter(name -> name.contains("%")).isPresent())
                .means("the name of a link may contain '%' only in one '%d'");
        rows.on(EINVAL)
                .of(NEWLINK)
                .when(link -> link.name().filter(SYSCTL_NAMES::contains).isPresent())
                .means(refused ->
                        "no link can be called '" + refused.object().name().orElseThrow()
                                + "': the kernel parameters of all links have that name");
    }

    private static Optional<String> kind(Link link) {
        return link.get(LINKINFO).flatMap(info -> info.get(LinkInfo.KIND));
    }

    private static String taken(Link link) {
        List<String> names = Stream.of(
                        link.name(),
                        link.kind().flatMap(LinkCreationRequest::peer).flatMap(Link::name))
                .flatMap(Optional::stream)
                .filter(name -> !name.contains("%") && !LinkCreator.isProvisional(name))
                .map(name -> "'" + name + "'")
                .toList();
        List<String> taken = new ArrayList<>();
        if (!names.isEmpty()) {
            taken.add((names.size() == 1 ? "the name " : "one of the names ") + String.join(" and ", names));
        }
        link.ifindex().ifPresent(index -> taken.add("the index " + index));
        return taken.isEmpty() ? "a name is taken" : String.join(" is taken, or ", taken) + " is taken";
    }

    private static void change(ErrorExplainer.Builder<Link> rows) {
        rows.on(EOPNOTSUPP, EINVAL, EACCES)
                .of(NEWLINK)
                .means(
                        Kind.NOT_SUPPORTED,
                        refused -> (refused.request().flags() & NLM_F_CREATE) == 0
                                ? OptionChanges.refusal(refused.object()).orElse(null)
                                : null);
        rows.on(ENODEV)
                .when(link -> link.name().isPresent() || link.ifindex().isPresent())
                .means(refused -> "there is no " + refused.object().label());
        rows.on(ENODEV).of(DELLINK).when(link -> link.has(LinkAttributes.GROUP)).means("no link is in that group");
        rows.on(EEXIST).when(link -> link.has(NET_NS_FD)).means("a link in that namespace has the same name");
        rows.on(EEXIST).means("that name is taken");
        rows.on(EINVAL)
                .of(Link.DELLINKPROP)
                .when(link -> link.has(PROP_LIST))
                .means("that is no alternative name of it, but a name of this or another link");
        rows.on(ENOENT).when(link -> link.has(PROP_LIST)).means("it has no such alternative name");
        rows.on(EBUSY)
                .means(refused -> refused.object()
                        .get(NEW_IFINDEX)
                        .map(index -> "the index " + index + " is taken there")
                        .orElse(null));
        rows.on(EBUSY)
                .when(link -> link.name().isPresent() && link.ifindex().isPresent())
                .means("this kernel does not rename a link that is up");
        rows.on(EOPNOTSUPP)
                .of(NEWLINK)
                .when(link -> link.has(CARRIER))
                .means("a program cannot set the carrier of a link of its kind");
        rows.on(EOPNOTSUPP)
                .of(NEWLINK)
                .when(link -> link.bridgePort().isPresent() && !link.has(MASTER))
                .means("it is no port of a bridge");
        rows.on(EOPNOTSUPP).of(DELLINK).means("only links of a kind that a program can create can be deleted");
    }
}
