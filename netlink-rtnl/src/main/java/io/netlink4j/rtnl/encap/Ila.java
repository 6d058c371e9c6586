package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Identifier-locator addressing ({@code ILA_ATTR_*} of {@code linux/ila.h}): the upper half of the destination address is replaced by a
 * locator.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("fd01::/64").encap(Ila.to("2001:db8:0:1").checksum(Ila.Checksum.NEUTRAL_MAP)).link("eth0"));
 * }
 */
public final class Ila extends KnownEncapsulation<Ila> {
    static final int TYPE = 3;

    private static final int GROUPS = 4;
    private static final int HEX = 16;

    private static final Schema.Builder KEYS = Schema.builder("ila encapsulation");
    static final Attribute<Long> LOCATOR = KEYS.add(1, "ILA_ATTR_LOCATOR", BE64);
    static final Attribute<Integer> CSUM_MODE = KEYS.add(7, "ILA_ATTR_CSUM_MODE", U8);
    static final Attribute<Integer> IDENT_TYPE = KEYS.add(8, "ILA_ATTR_IDENT_TYPE", U8);
    static final Attribute<Integer> HOOK_TYPE = KEYS.add(9, "ILA_ATTR_HOOK_TYPE", U8);

    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<Ila> ROWS = new TextRows<Ila>()
            .add("", LOCATOR, Ila::text)
            .add(
                    "",
                    CSUM_MODE,
                    number -> Numbered.word("csum-mode", Checksum.class).apply(number))
            .add(
                    "",
                    IDENT_TYPE,
                    number -> Numbered.word("ident-type", Identifier.class).apply(number))
            .add("", HOOK_TYPE, number -> Numbered.word("hook-type", Hook.class).apply(number));

    Ila(Content content) {
        super(content);
    }

    /**
     * Replaces the upper half of the destination by a locator, such as {@code 2001:db8:0:1}.
     *
     * @throws IllegalArgumentException if it is not four groups of one to four hexadecimal digits
     */
    public static Ila to(String locator) {
        String[] groups = locator.split(":", -1);
        long bits = 0;
        for (String group : groups) {
            if (groups.length != GROUPS || !group.matches("[0-9a-fA-F]{1,4}")) {
                throw new IllegalArgumentException(
                        "a locator is four groups of hexadecimal digits, such as 2001:db8:0:1, not " + locator);
            }
            bits = (bits << Short.SIZE) | Integer.parseInt(group, HEX);
        }
        return new Ila(Content.of(new byte[0])).with(LOCATOR, bits);
    }

    /** The locator ({@code ILA_ATTR_LOCATOR}), as {@link #to} takes it. */
    public String locator() {
        return text(get(LOCATOR).orElse(0L));
    }

    private static String text(long bits) {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> Long.toHexString((bits >>> (Short.SIZE * (GROUPS - 1 - group))) & 0xffff))
                .collect(Collectors.joining(":"));
    }

    /** What happens to checksums ({@code ILA_ATTR_CSUM_MODE}). */
    public Optional<Checksum> checksum() {
        return get(CSUM_MODE).flatMap(number -> Numbered.of(Checksum.class, number));
    }

    /** A copy with another treatment of checksums. */
    public Ila checksum(Checksum mode) {
        return with(CSUM_MODE, mode.number());
    }

    /** The type of the lower half of the address ({@code ILA_ATTR_IDENT_TYPE}), since Linux 4.15. */
    public Optional<Identifier> identifier() {
        return get(IDENT_TYPE).flatMap(number -> Numbered.of(Identifier.class, number));
    }

    /** A copy with another type of the lower half of the address. */
    public Ila identifier(Identifier type) {
        return with(IDENT_TYPE, type.number());
    }

    /** Which packets are translated ({@code ILA_ATTR_HOOK_TYPE}), since Linux 4.16. */
    public Optional<Hook> hook() {
        return get(HOOK_TYPE).flatMap(number -> Numbered.of(Hook.class, number));
    }

    /** A copy that translates other packets. */
    public Ila hook(Hook type) {
        return with(HOOK_TYPE, type.number());
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return ("ila " + ROWS.text(this, links)).strip();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Ila copy(Content content) {
        return new Ila(content);
    }

    /** What happens to checksums of transport protocols ({@code ILA_CSUM_*} of {@code linux/ila.h}). */
    public enum Checksum implements Numbered {
        /** They are corrected. */
        ADJ_TRANSPORT(0),
        /** The address is changed so that they stay, with a bit that says so. */
        NEUTRAL_MAP(1),
        /** Nothing. */
        NO_ACTION(2),
        /** As {@link #NEUTRAL_MAP}, without that bit. */
        NEUTRAL_MAP_AUTO(3);

        private final int number;

        Checksum(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return words(this);
        }
    }

    /** The type of the lower half of an address, of those that the kernel translates ({@code ILA_ATYPE_*} of {@code linux/ila.h}). */
    public enum Identifier implements Numbered {
        /** A number that is unique in its network. */
        LUID(1),
        /** Its upper bits tell the type. */
        USE_FORMAT(32);

        private final int number;

        Identifier(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return words(this);
        }
    }

    /** Which packets are translated ({@code ILA_HOOK_*} of {@code linux/ila.h}). */
    public enum Hook implements Numbered {
        /** Those that leave by the route. */
        OUTPUT(0),
        /** Those that arrive by it. */
        INPUT(1);

        private final int number;

        Hook(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return words(this);
        }
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
