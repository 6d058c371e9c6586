package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A question for the addresses of a full name, and the reader of its reply, both by dnsjava. Only dnsjava's messages
 * are used: its resolvers share threads, sockets and a configuration in the whole process.
 */
final class DnsQuery {
    /** The reply size that glibc offers. It passes nearly every network without fragmentation. */
    private static final int PAYLOAD = 1200;

    private final int id;
    private final Record question;
    private final byte[] wire;
    private final int questionEnd;

    /**
     * A question.
     *
     * @param id the id that the reply must repeat
     * @param name a {@linkplain HostName#isLegal legal} name
     * @param edns whether to offer to receive more than 512 bytes (RFC 6891)
     */
    DnsQuery(int id, String name, IpFamily family, boolean edns) {
        this.id = id;
        this.question = Record.newRecord(name(name), type(family), DClass.IN);
        Message message = new Message(id);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(question, Section.QUESTION);
        this.questionEnd = message.toWire().length;
        if (edns) {
            message.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        this.wire = message.toWire(Message.MAXLENGTH);
    }

    byte[] wire() {
        return wire.clone();
    }

    /** Whether the bytes are a reply with this id and question. */
    boolean isAnsweredBy(byte[] answer) {
        if (answer.length < Header.LENGTH) {
            return false;
        }
        Header header = header(answer);
        if (header.getID() != id || !header.getFlag(Flags.QR) || header.getOpcode() != Opcode.QUERY) {
            return false;
        }
        int questions = header.getCount(Section.QUESTION);
        if (questions == 0 && header.getRcode() == Rcode.FORMERR) {
            return true; // A server that cannot read the question cannot repeat it.
        }
        return questions == 1
                && answer.length >= questionEnd
                && question(answer).equals(question(wire));
    }

    /** Whether a reply that {@link #isAnsweredBy} accepts was truncated, so that it must be asked for over TCP. */
    static boolean isTruncated(byte[] answer) {
        return header(answer).getFlag(Flags.TC);
    }

    /**
     * Reads a reply that {@link #isAnsweredBy} accepts.
     *
     * @throws NetlinkException.Malformed if its records are malformed, or would take too much time or memory
     */
    DnsAnswer read(byte[] answer) {
        Header header = header(answer);
        DnsAnswer.Kind kind = kind(header);
        try {
            List<IpAddress> addresses = kind == DnsAnswer.Kind.ADDRESSES && header.getCount(Section.ANSWER) > 0
                    ? addresses(new Message(DnsBounds.part(answer)))
                    : List.of();
            return new DnsAnswer(kind, Rcode.string(header.getRcode()), addresses);
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw DnsBounds.malformed(e.toString());
        }
    }

    private static DnsAnswer.Kind kind(Header header) {
        return switch (header.getRcode()) {
            case Rcode.NOERROR -> isLame(header) ? DnsAnswer.Kind.REFUSAL : DnsAnswer.Kind.ADDRESSES;
            case Rcode.NXDOMAIN -> DnsAnswer.Kind.NO_SUCH_NAME;
            case Rcode.SERVFAIL -> DnsAnswer.Kind.SERVER_FAILURE;
            case Rcode.FORMERR -> DnsAnswer.Kind.FORMAT_ERROR;
            default -> DnsAnswer.Kind.REFUSAL;
        };
    }

    /** Whether a reply has neither an answer nor a referral, and its server is neither authoritative nor recursive. */
    private static boolean isLame(Header header) {
        return header.getCount(Section.ANSWER) == 0
                && header.getCount(Section.ADDITIONAL) == 0
                && !header.getFlag(Flags.AA)
                && !header.getFlag(Flags.RA);
    }

    /** The addresses of the name, or of its canonical name after the aliases in the reply. */
    private List<IpAddress> addresses(Message message) {
        List<IpAddress> addresses = new ArrayList<>();
        Name owner = question.getName();
        for (Record record : message.getSection(Section.ANSWER)) {
            if (record.getDClass() == DClass.IN && record.getName().equals(owner)) {
                if (record.getType() == question.getType()) {
                    addresses.add(IpAddress.of(record.rdataToWireCanonical()));
                } else if (record instanceof CNAMERecord alias) {
                    owner = alias.getTarget();
                }
            }
        }
        return List.copyOf(addresses);
    }

    private String question(byte[] message) {
        byte[] bytes = Arrays.copyOfRange(message, Header.LENGTH, questionEnd);
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static Header header(byte[] message) {
        try {
            return new Header(message);
        } catch (IOException e) {
            throw DnsBounds.malformed(e.toString());
        }
    }

    private static Name name(String name) {
        try {
            return new Name(HostName.withoutRoot(name).replace("\\", "\\\\") + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException("'" + name + "' is no host name", e);
        }
    }

    private static int type(IpFamily family) {
        return switch (family) {
            case IPV4 -> Type.A;
            case IPV6 -> Type.AAAA;
        };
    }
}
