package io.netlink4j.rtnl.object;

import io.netlink4j.core.message.MessageHeader;
import java.util.Locale;

/** What a request does with an object. Later releases may add constants, so end a {@code switch} with {@code default}. */
public enum Operation {
    /** Creates an object that does not exist. */
    ADD(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_EXCL),
    /** Creates an object or replaces the existing one. */
    REPLACE(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_REPLACE),
    /** Changes an existing object. */
    CHANGE(MessageHeader.NLM_F_REPLACE),
    /** Creates an object after equal ones. */
    APPEND(MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_APPEND),
    /** Creates an object before equal ones. */
    PREPEND(MessageHeader.NLM_F_CREATE),
    /** Finds out whether an equal object exists. */
    TEST(MessageHeader.NLM_F_EXCL),
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
