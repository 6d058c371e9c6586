package io.netlink4j.rtnl.nsid;

import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.NamespaceReference;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.Optional;

/**
 * An nsid: the number that a network namespace has for another one ({@code struct rtgenmsg} and {@code NETNSA_*} of {@code
 * linux/net_namespace.h}).
 */
public final class Nsid extends NetlinkObject<Nsid> {
    private static final Schema.Builder KEYS = Schema.builder("nsid", "rtgenmsg", 4);

    static final Field<Integer> FAMILY = KEYS.field("rtgen_family", 0, 1, U8);

    /** The nsid; -1 for none, or in a request to let the kernel choose. */
    public static final Attribute<Integer> NSID = KEYS.add(1, "NETNSA_NSID", S32);
    /** The namespace, given by a process in it. */
    public static final Attribute<Integer> PID = KEYS.requested(2, "NETNSA_PID", COUNT);

    static final Attribute<NamespaceReference> FD = KEYS.requested(3, "NETNSA_FD", NamespaceReference.NAMESPACE);
    /** The namespace whose nsids are requested, by its nsid here. */
    public static final Attribute<Integer> TARGET_NSID = KEYS.requested(4, "NETNSA_TARGET_NSID", S32);
    /** The nsid here of the namespace that has the nsid {@link #NSID} in another namespace. */
    public static final Attribute<Integer> CURRENT_NSID = KEYS.reported(5, "NETNSA_CURRENT_NSID", S32);

    static final Schema SCHEMA = KEYS.build();

    static final MessageType NEWNSID = new MessageType(88, "RTM_NEWNSID", SCHEMA);
    static final MessageType DELNSID = new MessageType(89, "RTM_DELNSID", SCHEMA);
    static final MessageType GETNSID = new MessageType(90, "RTM_GETNSID", SCHEMA);

    /** The descriptor of {@link Nsid}: its messages, groups and identity. */
    public static final ObjectDescriptor<Nsid> DESCRIPTOR = ObjectDescriptor.of("nsid", "nsids", SCHEMA, Nsid::new)
            .messages(NEWNSID, DELNSID, GETNSID)
            .groups(RtnlGroup.NSID)
            .identity(nsid -> nsid.get(NSID))
            .errors(NsidErrors::add)
            .build();

    private static final int NOT_ASSIGNED = -1;

    private Nsid(Content content) {
        super(content);
    }

    private Nsid(byte[] bytes) {
        super(bytes);
    }

    static Nsid any() {
        return DESCRIPTOR.empty();
    }

    static Nsid of(NetworkNamespace namespace) {
        return any().with(FD, new NamespaceReference(namespace));
    }

    /** The number, from 0; empty if the namespace has none. */
    public Optional<Integer> number() {
        return assigned(NSID);
    }

    /** In a list of the nsids of another namespace: the nsid of the same namespace here. */
    public Optional<Integer> currentNumber() {
        return assigned(CURRENT_NSID);
    }

    private Optional<Integer> assigned(Attribute<Integer> key) {
        int number = get(key).orElse(NOT_ASSIGNED);
        return number == NOT_ASSIGNED ? Optional.empty() : Optional.of(number);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Nsid copy(Content content) {
        return new Nsid(content);
    }

    /** As {@code ip netns list-id} shows it: {@code nsid 3}. */
    @Override
    public String toString() {
        try {
            return "nsid " + get(NSID).orElse(NOT_ASSIGNED)
                    + get(CURRENT_NSID).map(here -> " current-nsid " + here).orElse("");
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
