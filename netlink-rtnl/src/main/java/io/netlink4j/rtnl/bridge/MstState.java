package io.netlink4j.rtnl.bridge;

import io.netlink4j.rtnl.internal.OptionText;

/**
 * The state of a bridge port in one instance of the multiple spanning tree ({@code IFLA_BRIDGE_MST_ENTRY} of {@code linux/if_bridge.h}).
 *
 * @param instance the instance, 0 to 4094; 0 is the common tree, whose state is that of the port
 * @param state 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking
 */
public record MstState(int instance, int state) {
    private static final int HIGHEST = 4094;
    private static final int BLOCKING = 4;

    /**
     * A state in an instance.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public MstState {
        if (instance < 0 || instance > HIGHEST) {
            throw new IllegalArgumentException(
                    "an instance of the spanning tree is 0 to " + HIGHEST + ", not " + instance);
        }
        if (state < 0 || state > BLOCKING) {
            throw new IllegalArgumentException("the state of a bridge port is 0 to " + BLOCKING + ", not " + state);
        }
    }

    /** As {@code bridge mst} writes it: {@code msti 5 state forwarding}. */
    @Override
    public String toString() {
        return "msti " + instance + " state " + OptionText.portState(state);
    }
}
