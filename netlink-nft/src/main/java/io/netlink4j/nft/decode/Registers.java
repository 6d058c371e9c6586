package io.netlink4j.nft.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values that the expressions before loaded, by the first of their words of 4 bytes. */
final class Registers {
    private static final int FIRST_WORD = 8;
    private static final int WORDS = 4;

    private final Map<Integer, Held> values = new TreeMap<>();

    private boolean used;

    private record Held(Value value, int words) {}

    void put(int register, Value value, int bytes) {
        values.put(word(register), new Held(value, (bytes + 3) / Integer.BYTES));
    }

    Optional<Value> at(int register) {
        used = true;
        return Optional.ofNullable(values.get(word(register))).map(Held::value);
    }

    /** The values in a row from {@code register} on. */
    List<Value> from(int register) {
        return from(register, Integer.MAX_VALUE);
    }

    /** The values in a row from {@code register} on, before those of the register {@code end}. */
    List<Value> from(int register, int end) {
        used = true;
        List<Value> row = new ArrayList<>();
        int word = word(register);
        int last = word(end) > word ? word(end) : Integer.MAX_VALUE;
        for (Held held = values.get(word); held != null && word < last; held = values.get(word)) {
            row.add(held.value());
            word += held.words();
        }
        return row;
    }

    /** Forgets {@code count} values in a row, which an expression replaces. */
    void remove(int register, int count) {
        int word = word(register);
        for (int i = 0; i < count; i++) {
            Held held = values.remove(word);
            word += held == null ? 1 : held.words();
        }
    }

    /** Whether an expression used the values. */
    boolean isUsed() {
        return used;
    }

    void resetUse() {
        used = false;
    }

    void clear() {
        values.clear();
        used = false;
    }

    /** Registers 1 to 4 have four words each, registers from 8 on have one. */
    private static int word(int register) {
        return register >= FIRST_WORD ? register - FIRST_WORD : (register - 1) * WORDS;
    }
}
