package io.netlink4j.core.resolve;

import io.netlink4j.core.error.NetlinkException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Limits the time and memory for reading a reply. dnsjava decodes every record of every section, some into many times
 * their size, and follows any number of compression pointers in each name. So it gets the question and answer sections
 * only. Records other than addresses and aliases get a type that dnsjava keeps as bytes. A reply is refused if its
 * names together have too many labels and pointers.
 */
final class DnsBounds {
    private static final int HEADER = 12;

    /**
     * The most labels and pointers of all names together. The 4,000 addresses of one name that fit a reply have some
     * 20,000.
     */
    private static final int MAX_STEPS = 1 << 15;

    private static final int ANSWER_COUNT = 6;
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int PRIVATE_USE = 65280;
    private static final int LABEL_MAX = 63;
    private static final int POINTER = 0xc0;

    private final ByteBuffer message;
    private int steps;

    private DnsBounds(ByteBuffer message) {
        this.message = message;
    }

    /**
     * The part of a reply with one question that dnsjava may read.
     *
     * @throws NetlinkException.Malformed if a name or a record is malformed, or the names together are too long
     */
    static byte[] part(byte[] answer) {
        byte[] copy = answer.clone();
        try {
            int end = new DnsBounds(ByteBuffer.wrap(copy)).walk();
            return Arrays.copyOf(copy, end);
        } catch (IndexOutOfBoundsException e) {
            throw malformed("it is cut off");
        }
    }

    static NetlinkException.Malformed malformed(String reason) {
        return new NetlinkException.Malformed("bytes that are no DNS answer: " + reason);
    }

    private int walk() {
        int at = name(HEADER) + 4;
        for (int left = message.getShort(ANSWER_COUNT) & 0xffff; left > 0; left--) {
            at = record(name(at));
        }
        message.putInt(ANSWER_COUNT + 2, 0); // no authorities and nothing additional
        return at;
    }

    /** Checks the rest of a record after its name: type, class, time to live, length, data. */
    private int record(int at) {
        int type = message.getShort(at) & 0xffff;
        int data = at + 10;
        int end = data + (message.getShort(at + 8) & 0xffff);
        if (end > message.limit()) {
            throw malformed("a record is longer than the message");
        }
        if (type == CNAME) {
            name(data);
        } else if (type != A && type != AAAA) {
            message.putShort(at, (short) PRIVATE_USE);
        }
        return end;
    }

    /**
     * Checks a name and returns where it ends. Each pointer must point before the labels that precede it, so there is
     * no loop.
     */
    private int name(int start) {
        int end = -1;
        int part = start;
        int at = start;
        for (int length = length(at); length != 0; length = length(at)) {
            if ((length & POINTER) == POINTER) {
                int target = message.getShort(at) & 0x3fff;
                if (target >= part) {
                    throw malformed("a name points forward");
                }
                end = end < 0 ? at + 2 : end;
                part = target;
                at = target;
            } else if (length > LABEL_MAX) {
                throw malformed("a label has " + length + " bytes");
            } else {
                at += 1 + length;
            }
        }
        return end < 0 ? at + 1 : end;
    }

    private int length(int at) {
        if (++steps > MAX_STEPS) {
            throw malformed("its names take more than " + MAX_STEPS + " steps to read");
        }
        return message.get(at) & 0xff;
    }
}
