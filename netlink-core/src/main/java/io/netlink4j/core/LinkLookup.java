package io.netlink4j.core;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the index of a link by its name or an alternative name ({@code RTM_GETLINK} of {@code linux/rtnetlink.h}).
 *
 * <p>{@code SIOCGIFINDEX} would need no rtnetlink socket. But it cuts a name at a colon or NUL byte, accepts no name of
 * more than 15 bytes, and makes the kernel load a module if there is no such link.
 */
final class LinkLookup {
    /** {@code IFNAMSIZ} without the NUL byte. */
    private static final int LONGEST_NAME = 15;
    /** {@code ALTIFNAMSIZ} without the NUL byte. */
    private static final int LONGEST_ALTERNATIVE = 127;
    /** {@code RTEXT_FILTER_SKIP_STATS}: leaves out the statistics of IPv6, which are half of the reply. */
    private static final long SKIP_STATISTICS = 1 << 3;
    /** The errors of kernels before 5.5, which have no {@code IFLA_ALT_IFNAME} and so no links with such names. */
    private static final Set<Errno> NO_ALTERNATIVES = Set.of(Errno.EINVAL, Errno.EOPNOTSUPP);

    private static final Schema.Builder KEYS = Schema.builder("link", "ifinfomsg", 16);
    private static final Field<Integer> INDEX = KEYS.field("ifi_index", 4, 4, Codecs.S32);
    private static final Attribute<String> NAME = KEYS.add(3, "IFLA_IFNAME", Codecs.STRING);
    private static final Attribute<Long> EXT_MASK = KEYS.requested(29, "IFLA_EXT_MASK", Codecs.U32);
    private static final Attribute<String> ALTERNATIVE = KEYS.requested(53, "IFLA_ALT_IFNAME", Codecs.STRING);
    private static final Schema SCHEMA = KEYS.build();
    private static final Nest ANY = Nest.empty(SCHEMA).with(EXT_MASK, SKIP_STATISTICS);
    private static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", SCHEMA);

    /** The part of {@code NETLINK_ROUTE} that is needed here. */
    static final Protocol PROTOCOL =
            Protocol.of("NETLINK_ROUTE", 0, List.of(GETLINK), (request, errno, report) -> null);

    /**
     * The last name and its request: programs name one link again and again, and to make the request takes a quarter of the time that this
     * library adds to the kernel's. Each of several threads finds a request of its own name here, or makes one.
     */
    private @Nullable Lookup last;

    private record Lookup(String name, boolean isShort, Request request) {}

    /** The index of the link. {@code socket} must be one of {@code NETLINK_ROUTE}. */
    Optional<Integer> find(NetlinkSocket socket, String name) {
        Lookup lookup = last;
        if (lookup == null || !lookup.name.equals(name)) {
            lookup = lookup(name);
            last = lookup;
        }
        int[] index = new int[1];
        try {
            socket.read(lookup.request, (type, flags, memory, offset, end) -> {
                index[0] = INDEX.codec().read(memory, offset + INDEX.offset(), INDEX.size());
                return true;
            });
            return Optional.of(index[0]);
        } catch (NetlinkException.NotFound none) {
            return Optional.empty();
        } catch (NetlinkException refused) {
            if (!lookup.isShort
                    && refused.errno().filter(NO_ALTERNATIVES::contains).isPresent()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static Lookup lookup(String name) {
        boolean isShort = check(name) <= LONGEST_NAME;
        Request request = new Request(
                GETLINK,
                0,
                ANY.with(isShort ? NAME : ALTERNATIVE, name),
                () -> "find link '" + Printable.of(name) + "'");
        return new Lookup(name, isShort, request);
    }

    /** The names of all links by their indexes. {@code socket} must be one of {@code NETLINK_ROUTE}. */
    static Map<Integer, String> names(NetlinkSocket socket) {
        Map<Integer, String> names = new HashMap<>();
        Request request = new Request(GETLINK, 0, ANY, () -> "list links");
        socket.dump(request, (type, flags, memory, offset, end) -> {
            Nest link = new Nest(
                    SCHEMA, Content.of(memory.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE)));
            link.get(NAME).ifPresent(name -> names.put(link.get(INDEX), name));
            return true;
        });
        return Map.copyOf(names);
    }

    /** Checks that a link can have the name, and returns its length in bytes. */
    static int check(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_ALTERNATIVE || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + Printable.of(name) + "' is no name of a link: it takes 1 to "
                    + LONGEST_ALTERNATIVE + " bytes, none of which is NUL");
        }
        return length;
    }
}
