package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.toggle;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * An encrypted Ethernet, IEEE 802.1AE ({@code IFLA_MACSEC_*} of {@code linux/if_link.h}). Its keys and receive channels are not options of the
 * link; they are set by generic netlink, as {@code ip macsec} does.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("sec0").link("eth0").kind(Macsec.defaults().encrypt(true)).up());
 * }
 */
public final class Macsec extends KnownKind<Macsec> {
    private static final KindSchema KEYS = KindSchema.of("macsec");
    /** The cipher suite GCM-AES-128, the default of the kernel. */
    public static final long GCM_AES_128 = 0x0080_C200_0100_0001L;
    /** The cipher suite GCM-AES-256. */
    public static final long GCM_AES_256 = 0x0080_C200_0100_0002L;
    /** The cipher suite GCM-AES-XPN-128. */
    public static final long GCM_AES_XPN_128 = 0x0080_C200_0100_0003L;
    /** The cipher suite GCM-AES-XPN-256. */
    public static final long GCM_AES_XPN_256 = 0x0080_C200_0100_0004L;
    /** The number of GCM-AES-128 that the kernel reports. */
    private static final long OLD_GCM_AES_128 = 0x0080_0200_0100_0001L;

    static final Attribute<Integer> PORT = Attribute.of(
                    2, "IFLA_MACSEC_PORT", CheckedCodecs.range(BE16, 1, 0xffff, "a port"))
            .access(Access.WRITE_ONLY);
    static final Attribute<Boolean> INC_SCI = Attribute.of(9, "IFLA_MACSEC_INC_SCI", BOOL);
    // A SCI that is not included in packets is not sent: the kernel forms it from the address of the link and the
    // port.
    static final Attribute<Long> SCI = KEYS.add(
            Attribute.of(1, "IFLA_MACSEC_SCI", BE64)
                    .sentAs(
                            PORT,
                            (sci, macsec) -> macsec.get(INC_SCI).orElse(true)
                                    ? Optional.empty()
                                    : Optional.of((int) (sci & 0xffff))),
            sci -> "sci " + "%016x".formatted(sci));
    static final Attribute<Boolean> PROTECT = KEYS.add(8, "IFLA_MACSEC_PROTECT", BOOL, toggle("protect"));
    static final Attribute<Long> CIPHER_SUITE = KEYS.add(4, "IFLA_MACSEC_CIPHER_SUITE", U64, Macsec::cipher);
    static final Attribute<Integer> ICV_LEN = KEYS.add(
            3,
            "IFLA_MACSEC_ICV_LEN",
            CheckedCodecs.range(U8, 8, 16, "the length of an integrity check value"),
            word("icvlen"));
    static final Attribute<Integer> ENCODING_SA = KEYS.add(
            6, "IFLA_MACSEC_ENCODING_SA", CheckedCodecs.range(U8, 0, 3, "a secure association"), word("encodingsa"));
    static final Attribute<Integer> VALIDATION =
            KEYS.add(13, "IFLA_MACSEC_VALIDATION", U8, Numbered.word("validate", Validation.class));
    static final Attribute<Integer> OFFLOAD =
            KEYS.add(15, "IFLA_MACSEC_OFFLOAD", U8, Numbered.word("offload", Offload.class));
    static final Attribute<Boolean> ENCRYPT = KEYS.add(7, "IFLA_MACSEC_ENCRYPT", BOOL, toggle("encrypt"));

    static {
        KEYS.add(PORT);
        KEYS.add(INC_SCI, toggle("send_sci"));
    }

    static final Attribute<Boolean> ES = KEYS.add(10, "IFLA_MACSEC_ES", BOOL, toggle("end_station"));
    static final Attribute<Boolean> SCB = KEYS.add(11, "IFLA_MACSEC_SCB", BOOL, toggle("scb"));
    static final Attribute<Boolean> REPLAY_PROTECT = KEYS.add(12, "IFLA_MACSEC_REPLAY_PROTECT", BOOL, toggle("replay"));
    static final Attribute<Long> WINDOW = KEYS.add(5, "IFLA_MACSEC_WINDOW", U32, word("window"));

    static {
        KEYS.fixed(SCI, PORT, CIPHER_SUITE, ICV_LEN);
    }

    /** The kind {@code macsec}. */
    public static final KindType<Macsec> TYPE = KindType.of("macsec", KEYS, Macsec::new);

    private Macsec(Content content) {
        super(TYPE, content);
    }

    /** A link with the options of the kernel: it authenticates, and does not encrypt. */
    public static Macsec defaults() {
        return TYPE.defaults();
    }

    /** The secure channel identifier, SCI, an unsigned 64-bit number: address and port ({@code IFLA_MACSEC_SCI}). */
    public Optional<Long> sci() {
        return get(SCI);
    }

    /** A copy with another SCI, an unsigned 64-bit number. Changing it needs a new link. */
    public Macsec sci(long sci) {
        return without(PORT).with(SCI, sci);
    }

    /** A copy whose SCI is the address of the link with a port of 1 to 65535 ({@code IFLA_MACSEC_PORT}). */
    public Macsec port(int port) {
        return without(SCI).with(PORT, port);
    }

    /** Whether sent packets are authenticated ({@code IFLA_MACSEC_PROTECT}). */
    public Optional<Boolean> protect() {
        return get(PROTECT);
    }

    /** A copy that authenticates sent packets or does not. */
    public Macsec protect(boolean on) {
        return with(PROTECT, on);
    }

    /** The cipher suite, one of the constants of this class ({@code IFLA_MACSEC_CIPHER_SUITE}). */
    public Optional<Long> cipherSuite() {
        return get(CIPHER_SUITE);
    }

    /** A copy with another cipher suite. Changing it needs a new link. */
    public Macsec cipherSuite(long value) {
        return with(CIPHER_SUITE, value);
    }

    /** The length of the integrity check value in bytes ({@code IFLA_MACSEC_ICV_LEN}). */
    public Optional<Integer> integrityLength() {
        return get(ICV_LEN);
    }

    /** A copy with another length of the integrity check value, 8 to 16 bytes. Changing it needs a new link. */
    public Macsec integrityLength(int value) {
        return with(ICV_LEN, value);
    }

    /** The number of the secure association for sent packets ({@code IFLA_MACSEC_ENCODING_SA}). */
    public Optional<Integer> encodingAssociation() {
        return get(ENCODING_SA);
    }

    /** A copy with another number of the secure association, 0 to 3. */
    public Macsec encodingAssociation(int value) {
        return with(ENCODING_SA, value);
    }

    /** How received packets are validated ({@code IFLA_MACSEC_VALIDATION}); empty if it is not set, or for a number that is not known here. */
    public Optional<Validation> validation() {
        return constant(VALIDATION, Validation.class);
    }

    /** A copy with another validation of received packets. */
    public Macsec validation(Validation value) {
        return with(VALIDATION, value.number());
    }

    /** Whether sent packets are encrypted ({@code IFLA_MACSEC_ENCRYPT}). */
    public Optional<Boolean> encrypt() {
        return get(ENCRYPT);
    }

    /** A copy that encrypts sent packets or does not. */
    public Macsec encrypt(boolean on) {
        return with(ENCRYPT, on);
    }

    /** Whether sent packets contain the SCI ({@code IFLA_MACSEC_INC_SCI}). */
    public Optional<Boolean> sendSci() {
        return get(INC_SCI);
    }

    /** A copy that sends the SCI or does not. */
    public Macsec sendSci(boolean on) {
        return with(INC_SCI, on);
    }

    /** Whether the link is an end station: its SCI follows from its address ({@code IFLA_MACSEC_ES}). */
    public Optional<Boolean> endStation() {
        return get(ES);
    }

    /** A copy that is an end station or is not. */
    public Macsec endStation(boolean on) {
        return with(ES, on);
    }

    /** Whether the single copy broadcast bit is sent ({@code IFLA_MACSEC_SCB}). */
    public Optional<Boolean> singleCopyBroadcast() {
        return get(SCB);
    }

    /** A copy that sends the single copy broadcast bit or does not. */
    public Macsec singleCopyBroadcast(boolean on) {
        return with(SCB, on);
    }

    /** Whether late packets are dropped ({@code IFLA_MACSEC_REPLAY_PROTECT}). */
    public Optional<Boolean> replayProtect() {
        return get(REPLAY_PROTECT);
    }

    /** A copy that drops packets that are later than the {@link #window} or does not. */
    public Macsec replayProtect(boolean on) {
        return with(REPLAY_PROTECT, on);
    }

    /** How many packets late a packet may be ({@code IFLA_MACSEC_WINDOW}). */
    public Optional<Long> window() {
        return get(WINDOW);
    }

    /** A copy with another window, an unsigned 32-bit number of packets. */
    public Macsec window(long value) {
        return with(WINDOW, value);
    }

    /** What the hardware does ({@code IFLA_MACSEC_OFFLOAD}); empty if it is not set, or for a number that is not known here. */
    public Optional<Offload> offload() {
        return constant(OFFLOAD, Offload.class);
    }

    /** A copy with another part of the work for the hardware. */
    public Macsec offload(Offload value) {
        return with(OFFLOAD, value.number());
    }

    /** How received packets are validated ({@code enum macsec_validation_type} of {@code linux/if_link.h}). */
    public enum Validation implements Numbered {
        /** Not at all. */
        DISABLED(0),
        /** Invalid packets are counted. */
        CHECK(1),
        /** Invalid packets are dropped. */
        STRICT(2);

        private final int number;

        Validation(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** What the hardware does ({@code enum macsec_offload} of {@code linux/if_link.h}). */
    public enum Offload implements Numbered {
        /** Nothing. */
        OFF(0),
        /** The work of the link, in the transceiver. */
        PHY(1),
        /** The work of the link, in the network card. */
        MAC(2);

        private final int number;

        Offload(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    private static String cipher(long suite) {
        return "cipher "
                + (suite == OLD_GCM_AES_128 || suite == GCM_AES_128
                        ? "GCM-AES-128"
                        : suite == GCM_AES_256
                                ? "GCM-AES-256"
                                : suite == GCM_AES_XPN_128
                                        ? "GCM-AES-XPN-128"
                                        : suite == GCM_AES_XPN_256
                                                ? "GCM-AES-XPN-256"
                                                : "[0x" + Long.toHexString(suite) + "]");
    }
}
