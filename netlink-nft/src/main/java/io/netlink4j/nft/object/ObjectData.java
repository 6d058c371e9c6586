package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BARE_STRING;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.expression.Connlimit;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Limit;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.Synproxy;
import java.util.Map;
import java.util.function.Supplier;

/** The keys in {@code NFTA_OBJ_DATA}, by the object's type: those of the expression of the same name, or separate keys. */
final class ObjectData {
    static final Map<ObjectType, Supplier<Schema>> SCHEMAS = Map.ofEntries(
            Map.entry(ObjectType.COUNTER, () -> Counter.SCHEMA),
            Map.entry(ObjectType.QUOTA, () -> Quota.SCHEMA),
            Map.entry(ObjectType.CT_HELPER, () -> ObjectData.CT_HELPER),
            Map.entry(ObjectType.LIMIT, () -> Limit.SCHEMA),
            Map.entry(ObjectType.CONNLIMIT, () -> Connlimit.SCHEMA),
            Map.entry(ObjectType.TUNNEL, () -> TunnelKey.SCHEMA),
            Map.entry(ObjectType.CT_TIMEOUT, () -> ObjectData.CT_TIMEOUT),
            Map.entry(ObjectType.SECMARK, () -> ObjectData.SECMARK),
            Map.entry(ObjectType.CT_EXPECTATION, () -> ObjectData.CT_EXPECTATION),
            Map.entry(ObjectType.SYNPROXY, () -> Synproxy.SCHEMA));

    static final Attribute<String> HELPER_NAME = Attribute.of(1, "NFTA_CT_HELPER_NAME", BARE_STRING);
    static final Attribute<Integer> HELPER_L3PROTO = Attribute.of(2, "NFTA_CT_HELPER_L3PROTO", BE16);
    static final Attribute<Integer> HELPER_L4PROTO = Attribute.of(3, "NFTA_CT_HELPER_L4PROTO", U8);

    static final Schema CT_HELPER = schema("ct helper", HELPER_NAME, HELPER_L3PROTO, HELPER_L4PROTO);

    static final Attribute<Integer> TIMEOUT_L3PROTO = Attribute.of(1, "NFTA_CT_TIMEOUT_L3PROTO", BE16);
    static final Attribute<Integer> TIMEOUT_L4PROTO = Attribute.of(2, "NFTA_CT_TIMEOUT_L4PROTO", U8);
    static final Attribute<Nest> TIMEOUT_DATA = nest(3, "NFTA_CT_TIMEOUT_DATA", Schema.UNKNOWN);

    /** The numbers of the timeouts depend on the protocol. */
    static final Schema CT_TIMEOUT = schema("ct timeout", TIMEOUT_L3PROTO, TIMEOUT_L4PROTO, TIMEOUT_DATA);

    static final Attribute<Integer> EXPECT_L3PROTO = Attribute.of(1, "NFTA_CT_EXPECT_L3PROTO", BE16);
    static final Attribute<Integer> EXPECT_L4PROTO = Attribute.of(2, "NFTA_CT_EXPECT_L4PROTO", U8);
    static final Attribute<Integer> EXPECT_DPORT = Attribute.of(3, "NFTA_CT_EXPECT_DPORT", BE16);
    static final Attribute<Long> EXPECT_TIMEOUT = Attribute.of(4, "NFTA_CT_EXPECT_TIMEOUT", U32);
    static final Attribute<Integer> EXPECT_SIZE = Attribute.of(5, "NFTA_CT_EXPECT_SIZE", U8);

    static final Schema CT_EXPECTATION =
            schema("ct expectation", EXPECT_L3PROTO, EXPECT_L4PROTO, EXPECT_DPORT, EXPECT_TIMEOUT, EXPECT_SIZE);

    static final Attribute<String> SECMARK_CONTEXT = Attribute.of(1, "NFTA_SECMARK_CTX", BARE_STRING);

    static final Schema SECMARK = schema("secmark", SECMARK_CONTEXT);

    private ObjectData() {}

    private static Schema schema(String name, Attribute<?>... keys) {
        Schema.Builder schema = Schema.builder(name);
        for (Attribute<?> key : keys) {
            schema.add(key);
        }
        return schema.build();
    }

    private static Attribute<Nest> nest(int number, String name, Schema inner) {
        return Schema.builder(name).nest(number, name, () -> inner, content -> new Nest(inner, content));
    }
}
