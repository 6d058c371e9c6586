package io.netlink4j.rtnl.encap;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The headers that the packets of a route get on their way ({@code RTA_ENCAP}, a lightweight tunnel): {@link Mpls}, {@link IpEncap}, {@link
 * Ila}, {@link Seg6}, {@link BpfEncap}, {@link Seg6Local}, {@link Rpl}, {@link Ioam6}, {@link XfrmEncap} or an {@link UnknownEncapsulation}. Later releases add types, so end a {@code switch} with {@code default}.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("10.1.0.0/16").encap(Mpls.labels(100, 200)).via("10.0.0.2"));
 * }
 */
public interface Encapsulation {
    /** The types that this library knows. */
    Codec<Integer> TYPES = Codecs.named(
            Codecs.U16,
            Map.ofEntries(
                    Map.entry((long) Mpls.TYPE, "LWTUNNEL_ENCAP_MPLS"),
                    Map.entry((long) IpEncap.IPV4, "LWTUNNEL_ENCAP_IP"),
                    Map.entry((long) Ila.TYPE, "LWTUNNEL_ENCAP_ILA"),
                    Map.entry((long) IpEncap.IPV6, "LWTUNNEL_ENCAP_IP6"),
                    Map.entry((long) Seg6.TYPE, "LWTUNNEL_ENCAP_SEG6"),
                    Map.entry((long) BpfEncap.TYPE, "LWTUNNEL_ENCAP_BPF"),
                    Map.entry((long) Seg6Local.TYPE, "LWTUNNEL_ENCAP_SEG6_LOCAL"),
                    Map.entry((long) Rpl.TYPE, "LWTUNNEL_ENCAP_RPL"),
                    Map.entry((long) Ioam6.TYPE, "LWTUNNEL_ENCAP_IOAM6"),
                    Map.entry((long) XfrmEncap.TYPE, "LWTUNNEL_ENCAP_XFRM")));

    /** The type ({@code enum lwtunnel_encap_types} of {@code linux/lwtunnel.h}). */
    int type();

    /** The attributes of that type. */
    Nest attributes();

    /** The text of {@code toString()} with names for links. */
    default String toString(Function<LinkReference, String> links) {
        return toString();
    }

    /** The encapsulation of a type. */
    static Encapsulation of(int type, Nest attributes) {
        return switch (type) {
            case Mpls.TYPE -> attributes.as(Mpls::new);
            case Seg6.TYPE -> attributes.as(Seg6::new);
            case Seg6Local.TYPE -> attributes.as(Seg6Local::new);
            case Ila.TYPE -> attributes.as(Ila::new);
            case BpfEncap.TYPE -> attributes.as(BpfEncap::new);
            case Rpl.TYPE -> attributes.as(Rpl::new);
            case Ioam6.TYPE -> attributes.as(Ioam6::new);
            case XfrmEncap.TYPE -> attributes.as(XfrmEncap::new);
            case IpEncap.IPV4 -> attributes.as(content -> new IpEncap(IpEncap.IPV4, content));
            case IpEncap.IPV6 -> attributes.as(content -> new IpEncap(IpEncap.IPV6, content));
            default -> new UnknownEncapsulation(type, attributes);
        };
    }

    /** The schemas of the attributes by type. */
    static Map<Integer, Supplier<Schema>> schemas() {
        return Map.of(
                Mpls.TYPE, () -> Mpls.SCHEMA,
                Seg6.TYPE, () -> Seg6.SCHEMA,
                Seg6Local.TYPE, () -> Seg6Local.SCHEMA,
                Ila.TYPE, () -> Ila.SCHEMA,
                BpfEncap.TYPE, () -> BpfEncap.SCHEMA,
                Rpl.TYPE, () -> Rpl.SCHEMA,
                Ioam6.TYPE, () -> Ioam6.SCHEMA,
                XfrmEncap.TYPE, () -> XfrmEncap.SCHEMA,
                IpEncap.IPV4, () -> IpEncap.SCHEMA,
                IpEncap.IPV6, () -> IpEncap.SCHEMA_6);
    }
}
