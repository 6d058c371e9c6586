package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.attribute.TunnelOptions;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of the tunnels to which an {@link IpEncap} leads ({@code LWTUNNEL_IP_OPTS_*} of {@code linux/lwtunnel.h}). */
final class IpOptions {
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final int GENEVE_NUMBER = 1;
    private static final int GENEVE_UNIT = 4;
    private static final int LONGEST_GENEVE = 124;
    private static final int HIGHEST_INDEX = 0xf_ffff;

    private static final Schema.Builder GENEVE_KEYS = Schema.builder("geneve");
    private static final Attribute<Integer> CLASS = GENEVE_KEYS.add(
            1, "LWTUNNEL_IP_OPT_GENEVE_CLASS", CheckedCodecs.range(BE16, 0, 0xffff, "the class of an option"));
    private static final Attribute<Integer> TYPE =
            GENEVE_KEYS.add(2, "LWTUNNEL_IP_OPT_GENEVE_TYPE", CheckedCodecs.range(U8, 0, 255, "the type of an option"));
    private static final Attribute<byte[]> DATA = GENEVE_KEYS.add(3, "LWTUNNEL_IP_OPT_GENEVE_DATA", BINARY);
    private static final Schema GENEVE_SCHEMA = GENEVE_KEYS.build();

    private static final Schema.Builder VXLAN_KEYS = Schema.builder("vxlan");
    private static final Attribute<Long> GBP = VXLAN_KEYS.add(1, "LWTUNNEL_IP_OPT_VXLAN_GBP", U32);
    private static final Schema VXLAN_SCHEMA = VXLAN_KEYS.build();

    private static final Schema.Builder ERSPAN_KEYS = Schema.builder("erspan");
    private static final Attribute<Integer> VERSION = ERSPAN_KEYS.add(1, "LWTUNNEL_IP_OPT_ERSPAN_VER", U8);
    private static final Attribute<Long> INDEX = ERSPAN_KEYS.add(2, "LWTUNNEL_IP_OPT_ERSPAN_INDEX", BE32);
    private static final Attribute<Integer> DIRECTION =
            ERSPAN_KEYS.add(3, "LWTUNNEL_IP_OPT_ERSPAN_DIR", CheckedCodecs.range(U8, 0, 1, "the direction of ERSPAN"));
    private static final Attribute<Integer> HARDWARE_ID = ERSPAN_KEYS.add(
            4, "LWTUNNEL_IP_OPT_ERSPAN_HWID", CheckedCodecs.range(U8, 0, 63, "the hardware id of ERSPAN"));
    private static final Schema ERSPAN_SCHEMA = ERSPAN_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("options");
    private static final Attribute<Nest> GENEVE =
            KEYS.add(GENEVE_NUMBER, "LWTUNNEL_IP_OPTS_GENEVE", Codecs.nest(() -> GENEVE_SCHEMA));
    private static final Attribute<Nest> VXLAN = KEYS.add(2, "LWTUNNEL_IP_OPTS_VXLAN", Codecs.nest(() -> VXLAN_SCHEMA));
    private static final Attribute<Nest> ERSPAN =
            KEYS.add(3, "LWTUNNEL_IP_OPTS_ERSPAN", Codecs.nest(() -> ERSPAN_SCHEMA));
    static final Schema SCHEMA = KEYS.build();

    private IpOptions() {}

    static Nest accepted(Nest options) {
        check(System.getProperty("os.version"));
        return TunnelOptions.accepted(options, GENEVE_NUMBER);
    }

    /** The kernel grew a check of the room for options (6.15), before it told the check how much room there is: it stops. */
    static void check(String release) {
        Matcher version = RELEASE.matcher(release);
        if (version.lookingAt()) {
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            if (major == 6 && minor >= 15) {
                throw new NetlinkException.NotSupported(
                        "an encapsulation with options of a tunnel is not sent to Linux " + Printable.of(release)
                                + ": from 6.15 to 6.19 the kernel may stop at them for ever");
            }
        }
    }

    static Nest geneve(Nest others, int optionClass, int type, byte[] data) {
        if (data.length % GENEVE_UNIT != 0 || data.length == 0 || data.length > LONGEST_GENEVE) {
            throw new IllegalArgumentException(
                    "an option of GENEVE has a multiple of 4 bytes, 4 to 124, but this one has " + data.length);
        }
        Nest option = Nest.empty(GENEVE_SCHEMA)
                .with(CLASS, optionClass)
                .with(TYPE, type)
                .with(DATA, data);
        // All in one nest, as the kernel reports them.
        Nest all = others.get(GENEVE)
                .map(before -> TunnelOptions.both(before, option))
                .orElse(option);
        return Nest.empty(SCHEMA).with(GENEVE, all);
    }

    static Nest vxlan(long groupPolicy) {
        return Nest.empty(SCHEMA).with(VXLAN, Nest.empty(VXLAN_SCHEMA).with(GBP, groupPolicy));
    }

    static Nest erspan(long index) {
        if (index < 0 || index > HIGHEST_INDEX) {
            throw new IllegalArgumentException("the index of ERSPAN is 0 to " + HIGHEST_INDEX + ", not " + index);
        }
        return Nest.empty(SCHEMA)
                .with(ERSPAN, Nest.empty(ERSPAN_SCHEMA).with(VERSION, 1).with(INDEX, index));
    }

    static Nest erspan(int hardwareId, int direction) {
        Nest data = Nest.empty(ERSPAN_SCHEMA)
                .with(VERSION, 2)
                .with(DIRECTION, direction)
                .with(HARDWARE_ID, hardwareId);
        return Nest.empty(SCHEMA).with(ERSPAN, data);
    }

    /** As {@code ip} writes them. */
    static String text(Nest options) {
        return Stream.of(
                        options.get(GENEVE).map(IpOptions::geneveText),
                        options.get(VXLAN)
                                .map(vxlan -> "vxlan_opts " + vxlan.get(GBP).orElse(0L)),
                        options.get(ERSPAN).map(IpOptions::erspanText))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static String geneveText(Nest options) {
        return TunnelOptions.each(options).stream()
                .map(option ->
                        option.get(CLASS).orElse(0) + ":" + option.get(TYPE).orElse(0) + ":"
                                + HexFormat.of().formatHex(option.get(DATA).orElse(new byte[0])))
                .collect(Collectors.joining(",", "geneve_opts ", ""));
    }

    private static String erspanText(Nest erspan) {
        return "erspan_opts " + erspan.get(VERSION).orElse(0) + ":"
                + erspan.get(INDEX).orElse(0L) + ":" + erspan.get(DIRECTION).orElse(0) + ":"
                + erspan.get(HARDWARE_ID).orElse(0);
    }
}
