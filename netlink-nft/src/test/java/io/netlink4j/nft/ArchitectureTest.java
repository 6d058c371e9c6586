package io.netlink4j.nft;

import io.netlink4j.testkit.PackagePlan;
import io.netlink4j.testkit.PackagePlanTest;
import java.util.stream.Stream;

/** The packages of nft, and the packages that each may use. */
final class ArchitectureTest extends PackagePlanTest {
    private static final String[] CORE = {
        "io.netlink4j.core",
        "io.netlink4j.core.address",
        "io.netlink4j.core.attribute",
        "io.netlink4j.core.collection",
        "io.netlink4j.core.error",
        "io.netlink4j.core.message",
        "io.netlink4j.core.namespace",
        "io.netlink4j.core.object"
    };

    private static final String NFT = "io.netlink4j.nft";
    private static final String ANALYSIS = NFT + ".analysis";
    private static final String COMPILE = NFT + ".compile";
    private static final String DECODE = NFT + ".decode";
    private static final String ELEMENT = NFT + ".element";
    private static final String EXPRESSION = NFT + ".expression";
    private static final String FLOW = NFT + ".flow";
    private static final String INTERNAL = NFT + ".internal";
    private static final String KERNEL = NFT + ".kernel";
    private static final String MATCH = NFT + ".match";
    private static final String OBJECT = NFT + ".object";
    private static final String PACKET = NFT + ".packet";
    private static final String ERROR = NFT + ".error";
    private static final String REPORT = NFT + ".report";
    private static final String SET = NFT + ".set";
    private static final String STATEMENT = NFT + ".statement";
    private static final String FIELD = STATEMENT + ".field";
    private static final String ACTION = STATEMENT + ".action";

    private static final String TEXT = NFT + ".text";

    private static final PackagePlan PLAN = new PackagePlan(NFT)
            .add(PACKET, CORE)
            .add(INTERNAL, with(PACKET))
            .addKinds(EXPRESSION, with(INTERNAL, PACKET))
            .add(SET, with(EXPRESSION, INTERNAL, PACKET))
            .add(ANALYSIS, with(SET, EXPRESSION, INTERNAL, PACKET))
            .add(COMPILE, with(ANALYSIS, SET, EXPRESSION, PACKET))
            .add(OBJECT, with(COMPILE, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(MATCH, with(COMPILE, SET, EXPRESSION, INTERNAL, PACKET))
            .add(DECODE, with(MATCH, COMPILE, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(STATEMENT, with(DECODE, ANALYSIS, MATCH, OBJECT, COMPILE, SET, EXPRESSION, INTERNAL, PACKET))
            .add(ACTION, with(STATEMENT, DECODE, MATCH, OBJECT, COMPILE, SET, EXPRESSION, PACKET))
            .add(FIELD, with(STATEMENT, MATCH, EXPRESSION, PACKET))
            .add(ELEMENT, with(DECODE, MATCH, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(KERNEL, with(ELEMENT, OBJECT, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(ERROR, with(KERNEL, ELEMENT, OBJECT, COMPILE, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(TEXT, with(DECODE, MATCH, OBJECT, COMPILE, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(NFT, with(TEXT, ERROR, KERNEL, ELEMENT, OBJECT, COMPILE, ANALYSIS, SET, EXPRESSION, INTERNAL, PACKET))
            .add(REPORT, with(NFT, OBJECT))
            .add(FLOW, with(INTERNAL, PACKET, "io.netlink4j.core.object"));

    private static String[] with(String... packages) {
        return Stream.concat(Stream.of(packages), Stream.of(CORE)).toArray(String[]::new);
    }

    ArchitectureTest() {
        super(PLAN);
    }
}
