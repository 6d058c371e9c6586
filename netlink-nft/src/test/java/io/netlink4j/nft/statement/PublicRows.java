package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.List;

/** Rules that somebody published, in the syntax of nft and in Java. */
abstract class PublicRows {
    /** A rule of {@code origin}. */
    record Row(String origin, String text, Sample sample) {
        String command() {
            return "add rule " + sample.family() + " t " + sample.chain() + " " + text;
        }

        @Override
        public String toString() {
            return origin + ": " + command();
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private String origin = "";
    private NfFamily family = NfFamily.INET;
    private String chain = "f";

    /** The rules that follow are of this origin, in this chain of {@link InstalledNft}. */
    final void of(String program, NfFamily table, String in) {
        origin = program;
        family = table;
        chain = in;
    }

    final void rule(String text, Statement... statements) {
        rows.add(new Row(origin, text, Sample.of(family, chain, statements)));
    }

    final List<Row> rows() {
        return List.copyOf(rows);
    }
}
