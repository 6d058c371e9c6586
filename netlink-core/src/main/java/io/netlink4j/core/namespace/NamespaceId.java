package io.netlink4j.core.namespace;

/**
 * What tells one living namespace from another: the device and inode number of its file in nsfs ({@code stat(2)}).
 *
 * <p>The kernel may give the number of a namespace that is gone to a new one: compare identities only while something keeps
 * both namespaces alive, such as an open {@link NetworkNamespace}.
 *
 * @param device the device number of nsfs: the major one in the upper 32 bits, the minor one in the lower
 * @param inode the inode number, which {@code readlink /proc/PID/ns/net} shows
 */
public record NamespaceId(long device, long inode) {

    /** As the kernel shows it: {@code net:[4026531840]}. */
    @Override
    public String toString() {
        return "net:[" + inode + "]";
    }
}
