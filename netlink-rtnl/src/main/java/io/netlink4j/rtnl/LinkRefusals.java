package io.netlink4j.rtnl;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a refusal means for a request about a link. */
final class LinkRefusals {
    private LinkRefusals() {}

    static @Nullable String explain(Request request, Errno errno, KernelReport report) {
        if (!(request.body() instanceof Link link)) {
            return null;
        }
        if (errno.equals(Errno.EINVAL) && link.has(LinkAttributes.TARGET_NETNSID)) {
            return NsidRefusals.NO_SUCH_NUMBER;
        }
        boolean creating = request.type().equals(RtnlProtocol.NEWLINK) && (request.flags() & NLM_F_CREATE) != 0;
        return creating ? creation(link, errno, report) : change(request, link, errno);
    }

    private static @Nullable String creation(Link link, Errno errno, KernelReport report) {
        Optional<String> kind = link.get(LinkAttributes.LINKINFO).flatMap(info -> info.get(LinkInfo.KIND));
        return switch (errno.symbol()) {
            case "EEXIST" -> taken(link);
            case "EOPNOTSUPP" -> {
                boolean unknown = report.message()
                        .filter(words -> words.contains("nknown"))
                        .isPresent();
                yield kind.isEmpty()
                        ? "a link that is created needs a kind"
                        : unknown ? "the kernel has no link kind '" + kind.get() + "'" : null;
            }
            default -> null;
        };
    }

    private static String taken(Link link) {
        String name = "'" + link.name().orElse("") + "'";
        Optional<String> peer = link.kind()
                .flatMap(kind -> kind instanceof Veth veth ? veth.peer() : Optional.empty())
                .flatMap(Link::name);
        String taken = peer.map(other -> "one of the names " + name + " and '" + other + "' is taken")
                .orElse("the name " + name + " is taken");
        return link.ifindex().isPresent()
                ? taken + ", or the index " + link.ifindex().getAsInt() + " is"
                : taken;
    }

    private static @Nullable String change(Request request, Link link, Errno errno) {
        boolean deleting = request.type().equals(RtnlProtocol.DELLINK);
        boolean named = link.name().isPresent() || link.ifindex().isPresent();
        return switch (errno.symbol()) {
            case "ENODEV" -> named ? "there is no " + link.label() : null;
            case "EEXIST" -> link.has(LinkAttributes.NET_NS_FD) ? "a link there has its name" : "that name is taken";
            case "ENOENT" -> link.has(LinkAttributes.PROP_LIST) ? "it has no such alternative name" : null;
            case "EBUSY" ->
                link.get(LinkAttributes.NEW_IFINDEX)
                        .map(index -> "the index " + index + " is taken there")
                        .orElse(null);
            case "EOPNOTSUPP" ->
                deleting
                        ? "only links of a kind that a program can create can be deleted"
                        : link.master()
                                .map(master -> "that link takes no others")
                                .orElse(null);
            default -> null;
        };
    }
}
