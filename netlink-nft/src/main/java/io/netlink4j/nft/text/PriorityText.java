package io.netlink4j.nft.text;

import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;

/** Prints priorities by nft's names, where one of them is near: {@code filter + 5}. */
final class PriorityText {
    private static final int NEAR = 10;

    private PriorityText() {}

    /** The priority; {@code hook} is empty for a flowtable. */
    static String of(NfFamily family, Optional<Hook> hook, int priority) {
        for (Priority named : Priority.values()) {
            if (isKnown(named, family, hook)) {
                long offset = (long) priority - named.value(family);
                if (offset == 0) {
                    return named.toString();
                }
                if (Math.abs(offset) <= NEAR) {
                    return named + (offset > 0 ? " + " : " - ") + Math.abs(offset);
                }
            }
        }
        return Integer.toString(priority);
    }

    /** Whether chains of the family at the hook have the priority. */
    private static boolean isKnown(Priority named, NfFamily family, Optional<Hook> hook) {
        boolean frames = family == NfFamily.ARP || family == NfFamily.NETDEV || hook.isEmpty();
        boolean bridge = family == NfFamily.BRIDGE;
        return switch (named) {
            case FILTER -> true;
            case RAW, MANGLE, SECURITY -> !frames && !bridge;
            case DSTNAT -> !frames && (isAt(hook, Hook.PREROUTING) || (isAt(hook, Hook.OUTPUT) && !bridge));
            case SRCNAT -> !frames && (isAt(hook, Hook.POSTROUTING) || (isAt(hook, Hook.INPUT) && !bridge));
            case OUT -> bridge && isAt(hook, Hook.OUTPUT);
        };
    }

    private static boolean isAt(Optional<Hook> hook, Hook wanted) {
        return hook.equals(Optional.of(wanted));
    }
}
