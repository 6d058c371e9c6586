package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.expression.MetaKey;

/** Metadata of packets; columns as in {@link Field}. */
public final class MetaFields {
    public static final Field MARK =
            new Field("meta mark", Source.meta(MetaKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);
    public static final Field IIF =
            new Field("iif", Source.meta(MetaKey.IIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    public static final Field OIF =
            new Field("oif", Source.meta(MetaKey.OIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    public static final Field IIFNAME =
            new Field("iifname", Source.meta(MetaKey.IIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field OIFNAME =
            new Field("oifname", Source.meta(MetaKey.OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field NFPROTO =
            new Field("meta nfproto", Source.meta(MetaKey.NFPROTO), 1, NETWORK, 2, ValueFormat.FAMILY, Dependency.INET);
    public static final Field L4PROTO = new Field(
            "meta l4proto", Source.meta(MetaKey.L4PROTO), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.NONE);
    public static final Field LENGTH =
            new Field("meta length", Source.meta(MetaKey.LEN), 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field PROTOCOL = new Field(
            "meta protocol", Source.meta(MetaKey.PROTOCOL), 2, NETWORK, 10, ValueFormat.FRAME_TYPE, Dependency.NONE);
    public static final Field PRIORITY =
            new Field("meta priority", Source.meta(MetaKey.PRIORITY), 4, HOST, 23, ValueFormat.CLASS, Dependency.NONE);
    public static final Field IIFTYPE = new Field(
            "meta iiftype", Source.meta(MetaKey.IIFTYPE), 2, HOST, 21, ValueFormat.LINK_TYPE, Dependency.NONE);
    public static final Field OIFTYPE = new Field(
            "meta oiftype", Source.meta(MetaKey.OIFTYPE), 2, HOST, 21, ValueFormat.LINK_TYPE, Dependency.NONE);
    public static final Field SKUID =
            new Field("meta skuid", Source.meta(MetaKey.SKUID), 4, HOST, 24, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field SKGID =
            new Field("meta skgid", Source.meta(MetaKey.SKGID), 4, HOST, 25, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field NFTRACE =
            new Field("meta nftrace", Source.meta(MetaKey.NFTRACE), 1, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field RTCLASSID = new Field(
            "meta rtclassid", Source.meta(MetaKey.RTCLASSID), 4, HOST, 22, ValueFormat.REALM, Dependency.NONE);
    public static final Field SECMARK =
            new Field("meta secmark", Source.meta(MetaKey.SECMARK), 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field IBRNAME = new Field(
            "meta ibrname", Source.meta(MetaKey.BRI_IIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field OBRNAME = new Field(
            "meta obrname", Source.meta(MetaKey.BRI_OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field PKTTYPE = new Field(
            "meta pkttype", Source.meta(MetaKey.PKTTYPE), 1, HOST, 31, ValueFormat.PACKET_TYPE, Dependency.NONE);
    public static final Field CPU =
            new Field("meta cpu", Source.meta(MetaKey.CPU), 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field IIFGROUP =
            new Field("iifgroup", Source.meta(MetaKey.IIFGROUP), 4, HOST, 35, ValueFormat.GROUP, Dependency.NONE);
    public static final Field OIFGROUP =
            new Field("oifgroup", Source.meta(MetaKey.OIFGROUP), 4, HOST, 35, ValueFormat.GROUP, Dependency.NONE);
    public static final Field CGROUP =
            new Field("meta cgroup", Source.meta(MetaKey.CGROUP), 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field RANDOM =
            new Field("meta random", Source.meta(MetaKey.PRANDOM), 4, NETWORK, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field IPSEC =
            new Field("meta ipsec", Source.meta(MetaKey.SECPATH), 1, HOST, 39, ValueFormat.EXISTENCE, Dependency.NONE);
    public static final Field IIFKIND = new Field(
            "meta iifkind", Source.meta(MetaKey.IIFKIND), 16, NETWORK, 41, ValueFormat.STRING, Dependency.NONE);
    public static final Field OIFKIND = new Field(
            "meta oifkind", Source.meta(MetaKey.OIFKIND), 16, NETWORK, 41, ValueFormat.STRING, Dependency.NONE);
    public static final Field IBRPVID = new Field(
            "meta ibrpvid", Source.meta(MetaKey.BRI_IIFPVID), 2, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field IBRVPROTO = new Field(
            "meta ibrvproto",
            Source.meta(MetaKey.BRI_IIFVPROTO),
            2,
            NETWORK,
            10,
            ValueFormat.FRAME_TYPE,
            Dependency.NONE);
    public static final Field TIME =
            new Field("meta time", Source.meta(MetaKey.TIME), 8, HOST, 43, ValueFormat.TIME, Dependency.NONE);
    public static final Field DAY =
            new Field("meta day", Source.meta(MetaKey.DAY), 1, HOST, 45, ValueFormat.DAY, Dependency.NONE);
    public static final Field HOUR =
            new Field("meta hour", Source.meta(MetaKey.HOUR), 4, HOST, 44, ValueFormat.HOUR, Dependency.NONE);
    public static final Field SDIF =
            new Field("meta sdif", Source.meta(MetaKey.SDIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    public static final Field SDIFNAME = new Field(
            "meta sdifname", Source.meta(MetaKey.SDIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field BROUTE =
            new Field("meta broute", Source.meta(MetaKey.BROUTE), 1, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);

    private MetaFields() {}
}
