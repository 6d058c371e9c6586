package io.netlink4j.nft.flow;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IpProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Flows in the words of {@code conntrack -L}, in its order. */
final class FlowText {
    private static final int OFFLOAD = 1 << 14;
    private static final int HARDWARE_OFFLOAD = 1 << 15;

    private FlowText() {}

    static String of(Flow flow) {
        List<String> words = new ArrayList<>();
        Set<CtStatus> status = flow.status();
        long bits = flow.get(FlowAttributes.STATUS).orElse(0L);
        boolean offloaded = (bits & OFFLOAD) != 0;
        IpProtocol protocol = flow.original().protocol();
        words.add(name(protocol));
        words.add(String.valueOf(protocol.number()));
        if (!offloaded) {
            flow.timeout().ifPresent(time -> words.add(String.valueOf(time.toSeconds())));
        }
        if (!offloaded) {
            flow.tcpState().ifPresent(state -> words.add(state.toString()));
        }
        words.add(flow.original().toString());
        flow.originalCounters().ifPresent(counters -> words.add(counters.toString()));
        if (flow.has(FlowAttributes.STATUS) && !status.contains(CtStatus.SEEN_REPLY)) {
            words.add("[UNREPLIED]");
        }
        flow.get(FlowAttributes.TUPLE_REPLY).ifPresent(tuple -> words.add(tuple.toString()));
        flow.replyCounters().ifPresent(counters -> words.add(counters.toString()));
        if ((bits & HARDWARE_OFFLOAD) != 0) {
            words.add("[HW_OFFLOAD]");
        } else if (offloaded) {
            words.add("[OFFLOAD]");
        } else if (status.contains(CtStatus.ASSURED)) {
            words.add("[ASSURED]");
        }
        flow.get(FlowAttributes.MARK).ifPresent(mark -> words.add("mark=" + mark));
        flow.get(FlowAttributes.SECCTX)
                .flatMap(context -> context.get(FlowAttributes.SECCTX_NAME))
                .ifPresent(name -> words.add("secctx=" + Printable.of(name)));
        flow.get(FlowAttributes.ZONE).ifPresent(zone -> words.add("zone=" + zone));
        flow.get(FlowAttributes.USE).ifPresent(use -> words.add("use=" + use));
        return String.join(" ", words);
    }

    private static String name(IpProtocol protocol) {
        if (protocol.equals(IpProtocol.ICMPV6)) {
            return "icmpv6";
        }
        String name = protocol.toString();
        return Character.isDigit(name.charAt(0)) ? "unknown" : name;
    }
}
