package io.netlink4j.examples.cni.protocol;

import java.util.List;

/** A version of the specification. */
public enum CniVersion {
    V0_1_0("0.1.0"),
    V0_2_0("0.2.0"),
    V0_3_0("0.3.0"),
    V0_3_1("0.3.1"),
    V0_4_0("0.4.0"),
    V1_0_0("1.0.0"),
    V1_1_0("1.1.0");

    private final String text;

    CniVersion(String text) {
        this.text = text;
    }

    /** An absent version is the first one. */
    public static CniVersion of(String text) {
        for (CniVersion version : values()) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        if (text.isEmpty()) {
            return V0_1_0;
        }
        throw new CniException(
                CniException.VERSION,
                "incompatible CNI versions",
                "the configuration is of version \"" + text + "\", the plugin supports " + all());
    }

    /** All versions, the oldest first. */
    public static List<String> all() {
        return List.of(values()).stream().map(CniVersion::toString).toList();
    }

    /** Whether it is {@code other} or a later version. */
    public boolean isAtLeast(CniVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
