package io.netlink4j.nft.flow;

import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.List;

/** The messages of tracked connections: {@code enum cntl_msg_types} and {@code enum ctnl_exp_msg_types} of {@code nfnetlink_conntrack.h}. */
final class FlowMessages {
    private static final int CTNETLINK = 1;
    private static final int CTNETLINK_EXP = 2;

    static final MessageType CT_NEW = flow(0, "NEW", FlowAttributes.SCHEMA);
    static final MessageType CT_GET = flow(1, "GET", FlowAttributes.SCHEMA);
    static final MessageType CT_DELETE = flow(2, "DELETE", FlowAttributes.SCHEMA);
    static final MessageType CT_GET_CTRZERO = flow(3, "GET_CTRZERO", FlowAttributes.SCHEMA);
    static final MessageType CT_GET_STATS_CPU = flow(4, "GET_STATS_CPU", FlowStatistics.SCHEMA);
    static final MessageType CT_GET_STATS = flow(5, "GET_STATS", FlowStatistics.GLOBAL_SCHEMA);
    static final MessageType CT_GET_DYING = flow(6, "GET_DYING", FlowAttributes.SCHEMA);
    static final MessageType CT_GET_UNCONFIRMED = flow(7, "GET_UNCONFIRMED", FlowAttributes.SCHEMA);

    static final MessageType EXP_NEW = expectation(0, "NEW");
    static final MessageType EXP_GET = expectation(1, "GET");
    static final MessageType EXP_DELETE = expectation(2, "DELETE");

    private FlowMessages() {}

    private static MessageType flow(int number, String name, Schema schema) {
        return new MessageType(CTNETLINK << 8 | number, "IPCTNL_MSG_CT_" + name, schema);
    }

    private static MessageType expectation(int number, String name) {
        return new MessageType(CTNETLINK_EXP << 8 | number, "IPCTNL_MSG_EXP_" + name, ExpectationAttributes.SCHEMA);
    }

    /** {@code NETLINK_NETFILTER} with these messages. */
    static Protocol protocol() {
        return Protocol.of(
                "NETLINK_NETFILTER",
                12,
                List.of(
                        CT_NEW,
                        CT_GET,
                        CT_DELETE,
                        CT_GET_CTRZERO,
                        CT_GET_STATS_CPU,
                        CT_GET_STATS,
                        CT_GET_DYING,
                        CT_GET_UNCONFIRMED,
                        EXP_NEW,
                        EXP_GET,
                        EXP_DELETE),
                ObjectDescriptor.explainer(List.of(Flow.DESCRIPTOR, Expectation.DESCRIPTOR)));
    }
}
