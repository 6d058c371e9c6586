package io.netlink4j.core.resolve;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies that cost their reader as much as possible, up to the length limit of TCP. */
public final class HostileReplies {
    private static final int MAX = 65535;
    private static final int POINTER = 0xc000;
    private static final int POINTER_MAX = 0x3fff;
    private static final int HEADER = 12;
    private static final int ANSWERS = 6;

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int TXT = 16;
    private static final int NSEC = 47;
    private static final int UNKNOWN = 65281;

    private final ByteBuffer answer = ByteBuffer.allocate(MAX);
    private int records;

    private HostileReplies(byte[] query) {
        answer.put(query).putShort(2, (short) 0x8180);
    }

    /** All of them, by what they are full of, for a query without EDNS. */
    public static Map<String, byte[]> to(byte[] query) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("addresses", new HostileReplies(query).addresses());
        all.put("pointers to pointers", new HostileReplies(query).chains(0, A));
        all.put("pointers to pointers to 127 labels", new HostileReplies(query).chains(127, A));
        all.put("aliases of pointers to pointers", new HostileReplies(query).chains(0, CNAME));
        all.put("a loop of pointers", new HostileReplies(query).pointerLoop());
        all.put("names of 127 labels", new HostileReplies(query).longNames(Integer.MAX_VALUE));
        all.put("250 names of 127 labels", new HostileReplies(query).longNames(250));
        all.put("aliases of each other", new HostileReplies(query).aliasLoop());
        all.put("a chain of aliases", new HostileReplies(query).aliasChain());
        all.put("type bitmaps", new HostileReplies(query).bitmaps());
        all.put("empty strings", new HostileReplies(query).strings());
        for (int section : new int[] {ANSWERS, ANSWERS + 2, ANSWERS + 4}) {
            HostileReplies counts = new HostileReplies(query);
            counts.addresses();
            all.put("addresses and a huge count at " + section, counts.count(section, 0xffff));
        }
        return all;
    }

    private byte[] addresses() {
        while (answer.remaining() >= 16) {
            record(HEADER, A, new byte[] {(byte) 192, 0, 2, (byte) records});
        }
        return bytes();
    }

    /** In the data of one record a chain of pointers as far as pointers reach, and records whose names are its end. */
    private byte[] chains(int labels, int type) {
        open(HEADER, UNKNOWN);
        int start = answer.position();
        int target = start;
        labels(labels);
        while (answer.position() < POINTER_MAX) {
            int here = answer.position();
            answer.putShort((short) (POINTER | target));
            target = here;
        }
        answer.putShort(start - 2, (short) (answer.position() - start));
        byte[] data = ByteBuffer.allocate(type == A ? 4 : 2)
                .putShort((short) (POINTER | target))
                .array();
        while (answer.remaining() >= 12 + data.length) {
            record(type == A ? target : HEADER, type, data);
        }
        return bytes();
    }

    private byte[] pointerLoop() {
        while (answer.remaining() >= 16) {
            record(Math.min(POINTER_MAX, answer.position()), A, new byte[4]);
        }
        return bytes();
    }

    private byte[] longNames(int most) {
        int name = answer.position() + 12;
        open(HEADER, UNKNOWN);
        labels(127);
        answer.putShort(name - 2, (short) (answer.position() - name));
        while (answer.remaining() >= 16 && records < most) {
            record(name, A, new byte[4]);
        }
        return bytes();
    }

    private byte[] aliasLoop() {
        byte[] other = {1, 'x', (byte) (POINTER >> 8), HEADER};
        int at = answer.position() + 12;
        while (records < 2000) {
            record(HEADER, CNAME, other);
            record(at, CNAME, new byte[] {(byte) (POINTER >> 8), HEADER});
        }
        return bytes();
    }

    private byte[] aliasChain() {
        int owner = HEADER;
        while (answer.remaining() >= 18 && answer.position() < POINTER_MAX - 18) {
            int target = answer.position() + 12;
            record(owner, CNAME, new byte[] {
                3, (byte) (records >> 8), (byte) records, 'x', (byte) (POINTER >> 8), HEADER
            });
            owner = target;
        }
        return bytes();
    }

    private byte[] bitmaps() {
        open(HEADER, NSEC);
        int start = answer.position();
        answer.put((byte) 0);
        for (int window = 0; window < 256; window++) {
            byte[] bits = new byte[32];
            Arrays.fill(bits, (byte) 0xff);
            answer.put((byte) window).put((byte) bits.length).put(bits);
        }
        byte[] data = Arrays.copyOfRange(answer.array(), start, answer.position());
        answer.putShort(start - 2, (short) data.length);
        while (answer.remaining() >= 12 + data.length) {
            record(HEADER, NSEC, data);
        }
        return bytes();
    }

    private byte[] strings() {
        record(HEADER, TXT, new byte[answer.remaining() - 12]);
        return bytes();
    }

    private void record(int owner, int type, byte[] data) {
        open(owner, type);
        answer.putShort(answer.position() - 2, (short) data.length).put(data);
    }

    private void open(int owner, int type) {
        answer.putShort((short) (POINTER | owner)).putShort((short) type).putShort((short) 1);
        answer.putInt(1).putShort((short) 0);
        records++;
    }

    private void labels(int count) {
        for (int i = 0; i < count; i++) {
            answer.put((byte) 1).put((byte) 'a');
        }
        answer.put((byte) 0);
    }

    private byte[] bytes() {
        return count(ANSWERS, records);
    }

    private byte[] count(int section, int count) {
        answer.putShort(section, (short) count);
        return Arrays.copyOf(answer.array(), answer.position());
    }
}
