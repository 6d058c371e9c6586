package io.netlink4j.nft.flow;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.time.Duration;

/** The keys of an {@link Expectation}: {@code CTA_EXPECT_*} of {@code linux/netfilter/nfnetlink_conntrack.h}. */
public final class ExpectationAttributes {
    private static final Schema.Builder NAT_KEYS = Schema.builder("expected translation");

    /** The direction that is translated: 0 for the original one, 1 for the reply. */
    public static final Attribute<Long> NAT_DIR = NAT_KEYS.add(1, "CTA_EXPECT_NAT_DIR", BE32);
    /** The translated addresses. */
    public static final Attribute<FlowTuple> NAT_TUPLE =
            NAT_KEYS.nest(2, "CTA_EXPECT_NAT_TUPLE", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);

    private static final Schema NAT_SCHEMA = NAT_KEYS.build();

    private static final Schema.Builder KEYS = Nfgenmsg.schema("expectation");

    /** The original tuple of the flow that announced it. */
    public static final Attribute<FlowTuple> MASTER =
            KEYS.nest(1, "CTA_EXPECT_MASTER", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The expected packets. */
    public static final Attribute<FlowTuple> TUPLE =
            KEYS.nest(2, "CTA_EXPECT_TUPLE", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The bits of the tuple that are compared. */
    public static final Attribute<FlowTuple> MASK =
            KEYS.nest(3, "CTA_EXPECT_MASK", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The time until it is forgotten. */
    public static final Attribute<Duration> TIMEOUT = KEYS.add(4, "CTA_EXPECT_TIMEOUT", FlowAttributes.SECONDS);
    /** The kernel's number. */
    public static final Attribute<Long> ID = KEYS.add(5, "CTA_EXPECT_ID", BE32);
    /** The helper that announced it. */
    public static final Attribute<String> HELP_NAME = KEYS.add(6, "CTA_EXPECT_HELP_NAME", STRING);
    /** The zone. */
    public static final Attribute<Integer> ZONE = KEYS.add(7, "CTA_EXPECT_ZONE", BE16);
    /** Flags: permanent, inactive, of a program. */
    public static final Attribute<Long> FLAGS = KEYS.add(8, "CTA_EXPECT_FLAGS", BE32);
    /** The class: the helper's limits are by class. */
    public static final Attribute<Long> CLASS = KEYS.add(9, "CTA_EXPECT_CLASS", BE32);
    /** How the expected connection is translated. */
    public static final Attribute<Nest> NAT = KEYS.add(10, "CTA_EXPECT_NAT", Codecs.nest(() -> NAT_SCHEMA));
    /** The function that is called when it comes. */
    public static final Attribute<String> FN = KEYS.add(11, "CTA_EXPECT_FN", STRING);

    static final Schema SCHEMA = KEYS.build();

    private ExpectationAttributes() {}
}
