package io.netlink4j.core.message;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S64;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;

/** The attributes of an acknowledgement: {@code enum nlmsgerr_attrs} and {@code enum netlink_policy_type_attr}. */
public final class ErrorSchema {
    private static final Schema.Builder POLICY_KEYS = Schema.builder("policy");
    static final Attribute<Long> POLICY_TYPE = POLICY_KEYS.reported(1, "NL_POLICY_TYPE_ATTR_TYPE", U32);
    static final Attribute<Long> MIN_SIGNED = POLICY_KEYS.reported(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", S64);
    static final Attribute<Long> MAX_SIGNED = POLICY_KEYS.reported(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", S64);
    static final Attribute<Long> MIN_UNSIGNED = POLICY_KEYS.reported(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", U64);
    static final Attribute<Long> MAX_UNSIGNED = POLICY_KEYS.reported(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", U64);
    static final Attribute<Long> MIN_LENGTH = POLICY_KEYS.reported(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", U32);
    static final Attribute<Long> MAX_LENGTH = POLICY_KEYS.reported(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", U32);
    static final Attribute<Long> BITFIELD_MASK = POLICY_KEYS.reported(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", U32);
    static final Attribute<Long> MASK = POLICY_KEYS.reported(12, "NL_POLICY_TYPE_ATTR_MASK", U64);
    /** The policy of an attribute: the type and values that the kernel accepts. */
    public static final Schema POLICY_SCHEMA = POLICY_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("error");
    static final Attribute<String> MSG = KEYS.reported(1, "NLMSGERR_ATTR_MSG", STRING);
    static final Attribute<Long> OFFS = KEYS.reported(2, "NLMSGERR_ATTR_OFFS", U32);
    static final Attribute<byte[]> COOKIE = KEYS.reported(3, "NLMSGERR_ATTR_COOKIE", BINARY);
    static final Attribute<Nest> POLICY =
            KEYS.nest(4, "NLMSGERR_ATTR_POLICY", () -> POLICY_SCHEMA, content -> new Nest(POLICY_SCHEMA, content));
    static final Attribute<Long> MISS_TYPE = KEYS.reported(5, "NLMSGERR_ATTR_MISS_TYPE", U32);
    static final Attribute<Long> MISS_NEST = KEYS.reported(6, "NLMSGERR_ATTR_MISS_NEST", U32);
    /** The extended acknowledgement of a request. */
    public static final Schema SCHEMA = KEYS.build();

    private ErrorSchema() {}
}
