package io.netlink4j.rtnl.object;

import io.netlink4j.core.message.MessageHeader;
import java.util.Locale;

/** What a request does with an object. More constants may come, so end a {@code switch} with {@code default}. */
public enum Operation {
    /** Creates an object that is not there yet. */
    ADD(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_EXCL),
    /** Creates an object, or puts it in the place of the one that is there. */
    REPLACE(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_REPLACE),
    /** Changes an object that is there. */
    CHANGE(MessageHeader.NLM_F_REPLACE),
    /** Creates an object behind equal ones. */
    APPEND(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_APPEND),
    /** Creates an object before equal ones. */
    PREPEND(MessageHeader.NLM_F_CREATE),
    /** Deletes an object. */
    DELETE(0);

    private final int flags;

    Operation(int flags) {
        this.flags = flags;
    }

    /** The flags of the request: {@code NLM_F_CREATE} and the like. */
    int flags() {
        return flags;
    }

    /** The verb: {@code add}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
