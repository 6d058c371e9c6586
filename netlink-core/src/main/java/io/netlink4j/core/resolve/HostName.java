package io.netlink4j.core.resolve;

/** The text of a domain name: labels and dots. */
final class HostName {
    private static final int LABEL_MAX = 63;
    private static final int NAME_MAX = 253;

    private HostName() {}

    /**
     * Whether DNS can be asked for the name: labels of 1 to 63 printable ASCII characters, 253 in all, with or without
     * a final dot.
     */
    static boolean isLegal(String name) {
        String labels = withoutRoot(name);
        if (labels.length() > NAME_MAX || !labels.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        for (String label : labels.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL_MAX) {
                return false;
            }
        }
        return true;
    }

    /** The name without a final dot, which marks a complete name. */
    static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
