package io.netlink4j.core.namespace;

/**
 * The identity of a namespace: the device and inode number of its file in nsfs ({@code stat(2)}).
 *
 * <p>The kernel may reuse the number of a namespace that has ended. So compare identities only while something keeps
 * both namespaces alive, such as an open {@link NetworkNamespace}.
 *
 * @param device the device number of nsfs, with the major number in the upper 32 bits and the minor number in the lower
 * @param inode the inode number, which {@code readlink /proc/PID/ns/net} shows
 */
public record NamespaceId(long device, long inode) {

    /** As the kernel shows it: {@code net:[4026531840]}. */
    @Override
    public String toString() {
        return "net:[" + inode + "]";
    }
}
