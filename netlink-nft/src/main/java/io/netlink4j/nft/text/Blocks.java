package io.netlink4j.nft.text;

import io.netlink4j.core.error.Printable;
import java.util.Optional;

/** Text in nested blocks, one tab of indentation for each. */
final class Blocks {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean first = true;

    /** Begins a block; an empty line separates it from the block before. */
    Blocks open(String head) {
        if (depth > 0 && !first) {
            text.append('\n');
        }
        return openHere(head);
    }

    /** Begins a block without an empty line before it. */
    Blocks openHere(String head) {
        line(head + " {");
        depth++;
        first = true;
        return this;
    }

    Blocks close() {
        return close("");
    }

    Blocks close(String after) {
        depth--;
        line("}" + after);
        first = false;
        return this;
    }

    Blocks line(String line) {
        text.append("\t".repeat(depth)).append(line).append('\n');
        return this;
    }

    Blocks line(Optional<String> line) {
        line.ifPresent(this::line);
        return this;
    }

    /** The next block is separated, although none is before it. */
    Blocks separate() {
        first = false;
        return this;
    }

    static String quoted(String text) {
        return '"' + Printable.of(text) + '"';
    }

    static Optional<String> comment(Optional<String> comment) {
        return comment.map(text -> "comment " + quoted(text));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
