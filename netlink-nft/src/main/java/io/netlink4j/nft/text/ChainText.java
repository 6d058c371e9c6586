package io.netlink4j.nft.text;

import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the line of a base chain. */
final class ChainText {
    /** {@code NFT_CHAIN_HW_OFFLOAD}. */
    private static final int OFFLOAD = 2;

    private ChainText() {}

    /** The type, hook, devices, priority and policy; empty if it is no base chain. */
    static Optional<String> base(Chain chain) {
        return chain.hook()
                .map(hook -> "type " + chain.type().orElse("filter") + " hook " + hook + devices(chain) + " priority "
                        + PriorityText.of(
                                chain.family(),
                                Optional.of(hook),
                                chain.priority().orElse(0)) + "; "
                        + ((chain.get(Chain.FLAGS).orElse(0) & OFFLOAD) != 0 ? "flags offload; " : "")
                        + chain.policy()
                                .map(policy -> "policy " + (policy == Policy.DROP ? "drop" : "accept") + ";")
                                .orElse(""));
    }

    private static String devices(Chain chain) {
        List<String> devices = chain.devices();
        return switch (devices.size()) {
            case 0 -> "";
            case 1 -> " device " + Blocks.quoted(devices.getFirst());
            default -> devices.stream().collect(Collectors.joining(", ", " devices = { ", " }"));
        };
    }
}
