package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A reference to a namespace. It is resolved to a file descriptor when the object is sent.
 *
 * @param namespace the handle, which has to be open at that time
 */
public record NamespaceReference(NetworkNamespace namespace) implements Reference {
    /** Why the kernel refuses an nsid. */
    public static final String NO_SUCH_NUMBER = "there is no such nsid, or its namespace is gone";

    /** The codec for {@code IFLA_NET_NS_FD} and similar attributes. */
    public static final Codec<NamespaceReference> NAMESPACE = new InAttribute();

    /**
     * The inode number. Two namespaces never share one while handles keep both alive, so objects that refer to equal namespaces are equal.
     */
    @Override
    public long id() {
        return namespace.id().inode();
    }

    @Override
    public String toString() {
        return namespace.toString();
    }

    private static final class InAttribute implements Codec<NamespaceReference> {
        @Override
        public String type() {
            return "u32";
        }

        @Override
        public NamespaceReference read(MemorySegment memory, long offset, int length) {
            // This occurs only in sent messages: the handle of the descriptor is unknown by then, and dumps show this
            // text.
            throw new NetlinkException.Malformed("file descriptor " + Codecs.S32.read(memory, offset, length));
        }

        @Override
        public int length(NamespaceReference value) {
            return Long.BYTES;
        }

        @Override
        public void write(NamespaceReference value, MemorySegment memory, long offset) {
            Codecs.U64.write(value.id(), memory, offset);
        }

        @Override
        public boolean isReference(NamespaceReference value) {
            return true;
        }

        @Override
        public List<Reference> references(NamespaceReference value) {
            return List.of(value);
        }

        @Override
        public NamespaceReference readReference(
                MemorySegment memory, long offset, int length, List<Reference> references) {
            long id = Codecs.U64.read(memory, offset, length);
            for (Reference reference : references) {
                if (reference instanceof NamespaceReference found && found.id() == id) {
                    return found;
                }
            }
            throw new NetlinkException.Malformed("a reference to namespace net:[" + id + "], whose handle is missing");
        }
    }
}
