package io.netlink4j.examples.keys;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.nft.flow.TcpFlowState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.LogLevel;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.LinkFlag;
import io.netlink4j.rtnl.link.kind.VlanProtocol;
import io.netlink4j.rtnl.neighbour.NeighbourState;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.rule.RuleAction;
import io.netlink4j.testkit.Command;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds the keys against the kernel's descriptions of its protocols (Documentation/netlink/specs), which
 * {@code .ci/fetch-specs DIRECTORY} unpacks and {@code KERNEL_SPECS} names.
 */
class SpecsTest {
    private static final Logger LOG = LoggerFactory.getLogger(SpecsTest.class);

    /**
     * The types and numbers that the kernel's code and headers have otherwise than the description: the constant, the description's, ours, and the place
     * in the kernel that is right.
     */
    private static final String DEVIATIONS = """
        IFA_TARGET_NETNSID binary s32 | nla_put_s32
        IFLA_PROTO_DOWN_REASON string nest | ifla_proto_down_reason_policy: mask and value
        IFLA_MAX_PACING_OFFLOAD_HORIZON uint binary | nla_put_uint: 4 or 8 bytes
        IFLA_BOND_SLAVE_PRIO u32 s32 | nla_put_s32
        IFLA_BR_FDB_FLUSH binary flag | br_changelink reads nothing from it
        IFLA_BR_VLAN_PROTOCOL u16 be16 | nla_put_be16
        IFLA_IPTUN_FLAGS be16 u16 | sit: SIT_ISATAP in the order of the machine
        IFLA_IPTUN_FLAGS be16 u32 | ip6tnl: nla_put_u32
        IFLA_BR_MCAST_QUERIER_STATE binary nest | br_multicast_dump_querier_state: BRIDGE_QUERIER_*
        IFLA_STATS_LINK_XSTATS binary nest | fill_linkxstats: nests of kinds
        IFLA_STATS_LINK_XSTATS_SLAVE binary nest | fill_linkxstats: nests of kinds
        IFLA_STATS_LINK_OFFLOAD_XSTATS nest u32 | rtnl_stats_get_parse_filters: a mask in IFLA_STATS_GET_FILTERS
        IFLA_OFFLOAD_XSTATS_HW_S_INFO indexed-array nest | rtnl_offload_xstats_fill_hw_s_info: one nest for each group
        IFLA_OFFLOAD_XSTATS_L3_STATS binary nest | rtnl_offload_xstats_fill_hw_s_info_one: its state
        IFLA_NETKIT_PEER_INFO binary nest | struct ifinfomsg and the attributes of a link
        NDA_FDB_EXT_ATTRS binary nest | br_nda_fdb_pol: NFEA_*
        IFLA_PROTINFO binary nest | br_fill_ifinfo: IFLA_BRPORT_* of a bridge port
        NDA_PORT u16 be16 | nla_put_be16
        RTA_SPORT u16 be16 | nla_get_be16
        RTA_DPORT u16 be16 | nla_get_be16
        FRA_TUN_ID u64 be64 | nla_put_be64
        FRA_SUPPRESS_PREFIXLEN u32 s32 | -1 means that there is none
        NFTA_RULE_ID u32 be32 | nla_get_be32
        NFTA_RULE_POSITION_ID u32 be32 | nla_get_be32
        NFTA_RULE_CHAIN_ID u32 be32 | nla_get_be32
        NFTA_SET_ID u32 be32 | nla_get_be32
        NFTA_SET_ELEM_FLAGS binary be32 | nft_setelem_parse_flags: nla_get_be32
        NFTA_SET_TIMEOUT u64 be64 | nf_msecs_to_jiffies64: be64_to_cpu
        NFTA_SET_GC_INTERVAL u32 be32 | nla_get_be32
        NFTA_SET_ELEM_TIMEOUT u64 be64 | nf_msecs_to_jiffies64: be64_to_cpu
        NFTA_SET_ELEM_EXPIRATION u64 be64 | nf_msecs_to_jiffies64: be64_to_cpu
        NFTA_SET_ELEM_LIST_SET_ID u32 be32 | nla_get_be32
        NFTA_FLOWTABLE_HOOK_PRIORITY be32 s32be | an int, which may be negative
        NFTA_VERDICT_CODE be32 s32be | the codes below 0 are those of nftables
        CTA_NAT_V4_MINIP be32 address | nla_get_in_addr
        CTA_NAT_V4_MAXIP be32 address | nla_get_in_addr
        CTA_SECMARK binary be32 | nla_put_be32 before Linux 2.6.37
        CTA_SEQADJ_OFFSET_BEFORE be32 s32be | s32 in struct nf_ct_seqadj
        CTA_SEQADJ_OFFSET_AFTER be32 s32be | s32 in struct nf_ct_seqadj
        CTA_TIMESTAMP be64 nest | ctnetlink_dump_timestamp: a nest of start and stop
        NFTA_CHAIN_FLAGS 9 10 | behind NFTA_CHAIN_PAD
        NFTA_CHAIN_ID 10 11 | behind NFTA_CHAIN_PAD
        NFTA_CHAIN_USERDATA 11 12 | behind NFTA_CHAIN_PAD
        NFTA_RULE_ID 8 9 | behind NFTA_RULE_PAD
        NFTA_RULE_POSITION_ID 9 10 | behind NFTA_RULE_PAD
        NFTA_RULE_CHAIN_ID 10 11 | behind NFTA_RULE_PAD
        NFTA_SET_ELEM_OBJREF 8 9 | behind NFTA_SET_ELEM_PAD
        NFTA_SET_ELEM_KEY_END 9 10 | behind NFTA_SET_ELEM_PAD
        NFTA_SET_ELEM_EXPRESSIONS 10 11 | behind NFTA_SET_ELEM_PAD
        NFTA_LOOKUP_SREG 3 2 | before NFTA_LOOKUP_SET_ID
        NFTA_LOOKUP_DREG 4 3 | before NFTA_LOOKUP_SET_ID
        NFTA_LOOKUP_SET_ID 2 4 | behind NFTA_LOOKUP_DREG
        CTA_NAT_PROTO 5 3 | before CTA_NAT_V6_MINIP
        CTA_NAT_V6_MINIP 3 4 | behind CTA_NAT_PROTO
        CTA_NAT_V6_MAXIP 4 5 | behind CTA_NAT_PROTO
        """;

    private static final Set<String> KNOWN =
            DEVIATIONS.lines().map(line -> line.replaceFirst(" \\|.*", "")).collect(Collectors.toUnmodifiableSet());

    /** What the descriptions call binary may be one of these: they do not know the structs and addresses of all attributes. */
    private static final Pattern BINARY = Pattern.compile("binary|address|mac|sub-message|struct .*|.*\\[]");

    private static final Map<String, List<Attribute<?>>> KEYS = Stream.of(
                    Rtnl.protocol(), Nft.protocol(), Flows.protocol())
            .flatMap(protocol -> protocol.schemas().stream())
            .distinct()
            .map(Schema::attributes)
            .flatMap(List::stream)
            .collect(groupingBy(Attribute::name));

    private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();
    private static final Set<String> DEVIATING = ConcurrentHashMap.newKeySet();

    @AfterAll
    static void printWhatIsNotDescribed() {
        Set<String> others = new TreeSet<>(KEYS.keySet());
        others.removeAll(NAMED);
        LOG.info("{} of {} keys are in no description that was read: {}", others.size(), KEYS.size(), others);
        Set<String> mended = new TreeSet<>(KNOWN);
        mended.removeAll(DEVIATING);
        LOG.info("Deviations that these descriptions do not have: {}", mended);
    }

    @ParameterizedTest
    @CsvSource({
        "rt-addr, IFA_LOCAL IFA_RT_PRIORITY",
        "rt-link, IFLA_IFNAME IFLA_INFO_KIND IFLA_BOND_MODE IFLA_BR_STP_STATE IFLA_GENEVE_ID IFLA_NETKIT_MODE",
        "rt-neigh, NDA_DST NDA_FLAGS_EXT",
        "rt-route, RTA_GATEWAY RTAX_MTU",
        "rt-rule, FRA_TABLE FRA_FLOWLABEL",
        "nftables, NFTA_TABLE_NAME NFTA_SET_ELEM_KEY NFTA_NAT_TYPE NFTA_BITWISE_MASK NFTA_FLOWTABLE_HOOK_NUM",
        "conntrack, CTA_TUPLE_ORIG CTA_COUNTERS_PACKETS CTA_PROTOINFO_TCP_STATE CTA_IP_V4_SRC CTA_PROTO_NUM"
    })
    void keysAreAsTheKernelDescribesThem(String protocol, String some) {
        List<String> keys = List.of(some.split(" "));
        Map<String, JsonNode> described = new HashMap<>();
        JsonNode specification = specification(protocol);
        specification.path("attribute-sets").forEach(set -> {
            if (!set.has("subset-of")) {
                add(protocol, set, described);
            }
        });
        Set<String> differences = new TreeSet<>();
        described.forEach((name, attribute) -> {
            for (Attribute<?> key : KEYS.getOrDefault(name, List.of())) {
                String ours = key.codec().type();
                if (key.number() != attribute.path("number").asInt()) {
                    differences.add(name + " " + attribute.path("number") + " " + key.number());
                }
                if (!agree(attribute, ours)) {
                    differences.add(name + " " + type(attribute) + " " + ours);
                }
            }
        });
        DEVIATING.addAll(differences);
        differences.removeAll(KNOWN);
        assertThat(differences)
                .as("the constant, what the description says, what we say")
                .isEmpty();
        assertThat(described.keySet()).containsAll(keys);
        NAMED.addAll(described.keySet());
    }

    /** The attributes of the set by the constants' names, each with its number. */
    private static void add(String protocol, JsonNode set, Map<String, JsonNode> described) {
        int number = 0;
        for (JsonNode attribute : set.path("attributes")) {
            number = attribute.has("value") ? attribute.path("value").asInt() : number + 1;
            String name = (prefix(protocol, set) + attribute.path("name").asString())
                    .toUpperCase(Locale.ROOT)
                    .replace('-', '_');
            if (!Set.of("pad", "unused").contains(attribute.path("type").asString())) {
                described.put(name, attribute.deepCopy().asObject().put("number", number));
            }
        }
    }

    /** Two of the descriptions do not say how the constants' names begin. */
    private static String prefix(String protocol, JsonNode set) {
        if (set.has("name-prefix")) {
            return set.path("name-prefix").asString();
        }
        String name = set.path("name").asString().replaceFirst("-attrs$", "");
        if (protocol.equals("nftables")) {
            return "nfta-"
                    + name.replaceFirst("^(expr|compat|nft)-(?=.)", "")
                            .replace("setelem", "set-elem")
                            .replace("flow-offload", "flow")
                    + "-";
        }
        return switch (name) {
            case "counter" -> "cta-counters-";
            case "conntrack-stats" -> "cta-stats-";
            case "filter", "seqadj", "synproxy" -> "cta-" + name + "-";
            case "protoinfo-dccp", "protoinfo-sctp", "protoinfo-tcp" -> "cta-protoinfo-";
            default -> "cta-";
        };
    }

    private static boolean agree(JsonNode attribute, String type) {
        String described = type(attribute);
        return switch (described) {
            case "binary" -> BINARY.matcher(type).matches();
            // Lists of nests without names, and what this library does not look into.
            case "nest" -> Set.of("nest", "array", "binary").contains(type);
            default -> type.equals(described) || (attribute.has("display-hint") && type.equals("address"));
        };
    }

    /** The described type as codecs name it: {@code be32}, {@code s32be}. */
    private static String type(JsonNode attribute) {
        String type = attribute.path("type").asString();
        if (!attribute.path("byte-order").asString("").equals("big-endian") || !type.matches("[us][0-9]+")) {
            return type;
        }
        return type.startsWith("u") ? "be" + type.substring(1) : type + "be";
    }

    static Stream<Arguments> enumerations() {
        return Stream.of(
                enumeration("rt-addr", "ifa-flags", AddressFlag.values(), AddressFlag::bit),
                enumeration("rt-link", "ifinfo-flags", LinkFlag.values(), LinkFlag::bit),
                enumeration("rt-link", "vlan-protocols", VlanProtocol.values(), VlanProtocol::number),
                enumeration("rt-neigh", "nud-state", NeighbourState.values(), NeighbourState::bit),
                enumeration("rt-route", "rtm-type", RouteType.values(), RouteType::number),
                enumeration("rt-rule", "fr-act", RuleAction.values(), RuleAction::number),
                enumeration("nftables", "log-level", LogLevel.values(), LogLevel::number),
                enumeration("conntrack", "nf-ct-tcp-state", TcpFlowState.values(), TcpFlowState::number),
                enumeration("conntrack", "nf-ct-status", CtStatus.values(), CtStatus::bit));
    }

    private static <E extends Enum<E>> Arguments enumeration(
            String protocol, String name, E[] constants, ToLongFunction<E> number) {
        Function<E, String> word = constant -> word(constant.name());
        return Arguments.of(protocol, name, Arrays.stream(constants).collect(toMap(word, number::applyAsLong)));
    }

    /** Each number that the kernel gives to a word of ours is ours, and no other number is among ours. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("enumerations")
    void constantsAreAsTheKernelDescribesThem(String protocol, String name, Map<String, Long> ours) {
        Map<String, Long> described = new HashMap<>();
        for (JsonNode definition : specification(protocol).path("definitions")) {
            if (definition.path("name").asString().equals(name)) {
                boolean flags = definition.path("type").asString().equals("flags");
                long next = definition.path("value-start").asLong(0);
                for (JsonNode entry : definition.path("entries")) {
                    String word = entry.isObject() ? entry.path("name").asString() : entry.asString();
                    next = entry.path("value").asLong(next);
                    described.put(word(word), flags ? 1L << next : next);
                    next++;
                }
            }
        }
        assertThat(described).isNotEmpty();
        assertThat(ours).allSatisfy((word, number) -> {
            if (described.containsKey(word)) {
                assertThat(described).containsEntry(word, number);
            } else if (number != 0) {
                assertThat(described).containsValue(number);
            }
        });
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static JsonNode specification(String protocol) {
        Path directory = Command.require("$KERNEL_SPECS");
        return new YAMLMapper().readTree(directory.resolve(protocol + ".yaml"));
    }
}
