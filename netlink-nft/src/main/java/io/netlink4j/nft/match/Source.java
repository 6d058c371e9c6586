package io.netlink4j.nft.match;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Hash;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Inner;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Numgen;
import io.netlink4j.nft.expression.Osf;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.expression.Socket;
import io.netlink4j.nft.expression.Xfrm;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The expression that loads a field. */
public sealed interface Source {

    static Source link(int offset) {
        return new Header(PayloadBase.LINK, offset);
    }

    static Source network(int offset) {
        return new Header(PayloadBase.NETWORK, offset);
    }

    static Source transport(int offset) {
        return new Header(PayloadBase.TRANSPORT, offset);
    }

    static Source meta(MetaKey key) {
        return new Metadata(key);
    }

    static Source fib(int flags, int result) {
        return new Routes(flags, result);
    }

    static Source tcpOption(int type, int offset) {
        return new Extension(Exthdr.TCP_OPTION, type, offset);
    }

    static Source ct(CtKey key) {
        return new Conntrack(key, Conntrack.BOTH);
    }

    /** Loads the field into {@code register}; only the first {@code length} bytes if it can be loaded in parts. */
    Expression load(int length, int register);

    /** The number of values that it generates, from 0 on; 0 if it is no generator. */
    default long numbers() {
        return switch (this) {
            case Generated(boolean random, int modulus, int offset) -> numbers(modulus, offset);
            case SymmetricHash(int modulus, int offset) -> numbers(modulus, offset);
            case JenkinsHash(Selection fields, int modulus, long seed, int offset) -> numbers(modulus, offset);
            default -> 0;
        };
    }

    private static long numbers(int modulus, int offset) {
        return Integer.toUnsignedLong(modulus) + Integer.toUnsignedLong(offset);
    }

    /**
     * Loads the field into {@code register} with expressions that need other registers, too.
     *
     * @param free the first register of 16 bytes that may be used
     */
    default void load(Compilation compilation, int length, int register, int free) {
        compilation.match(load(length, register));
    }

    /** Bytes of a header of the packet. */
    record Header(PayloadBase base, int offset) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Payload.load(base, offset, length, register);
        }
    }

    /** Metadata of the packet. */
    record Metadata(MetaKey key) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Meta.load(key, register);
        }
    }

    /**
     * Conntrack data of the packet's connection.
     *
     * @param direction 0 original, 1 reply, or {@link #BOTH}
     */
    record Conntrack(CtKey key, int direction) implements Source {
        /** The whole connection. */
        public static final int BOTH = -1;

        @Override
        public Expression load(int length, int register) {
            return directed(Ct.load(key, register));
        }

        /** The expression for this direction. */
        public Ct directed(Ct ct) {
            return direction == BOTH ? ct : ct.direction(direction);
        }
    }

    /** A lookup in the routing tables. */
    record Routes(int flags, int result) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Fib.load(flags, result, register);
        }
    }

    /**
     * Bytes of an extension header of IPv6, of an option of TCP or IPv4, or of a chunk of SCTP.
     *
     * @param operation which of them: {@code enum nft_exthdr_op}
     * @param offset the offset of the bytes, or {@link #PRESENCE} for whether the packet has it
     */
    record Extension(int operation, int type, int offset) implements Source {
        public static final int PRESENCE = -1;

        @Override
        public Expression load(int length, int register) {
            return offset == PRESENCE
                    ? Exthdr.exists(operation, type, register)
                    : Exthdr.load(operation, type, offset, length, register);
        }
    }

    /** Data of the packet's route, by {@code enum nft_rt_keys}. */
    record Route(int key) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Rt.load(key, register);
        }
    }

    /**
     * Data of the packet's socket, by {@code enum nft_socket_keys}.
     *
     * @param level the depth of the control group; 0 for other keys
     */
    record OfSocket(int key, int level) implements Source {
        @Override
        public Expression load(int length, int register) {
            Socket socket = Socket.load(key, register);
            return level == 0 ? socket : socket.with(Socket.LEVEL, level);
        }
    }

    /** Data of the IPsec state that the packet came or goes through. */
    record Ipsec(int direction, int state, int key) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Xfrm.load(direction, state, key, register);
        }
    }

    /** The operating system of the sender. */
    record Fingerprint(int ttl, int flags) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Osf.load(ttl, flags, register);
        }
    }

    /** A generated number. */
    record Generated(boolean random, int modulus, int offset) implements Source {
        @Override
        public Expression load(int length, int register) {
            Numgen numbers = random ? Numgen.random(modulus, register) : Numgen.incremental(modulus, register);
            return numbers.with(Numgen.OFFSET, offset);
        }
    }

    /** The hash of the packet's addresses and ports. */
    record SymmetricHash(int modulus, int offset) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Hash.symmetric(modulus, register).with(Hash.OFFSET, offset);
        }
    }

    /** The Jenkins hash of fields, which are loaded into the registers after that of the result. */
    record JenkinsHash(Selection fields, int modulus, long seed, int offset) implements Source {
        @Override
        public void load(Compilation compilation, int length, int register, int free) {
            fields.load(compilation, false, Selection.word(free));
            compilation.match(hash(register, free));
        }

        @Override
        public Expression load(int length, int register) {
            return hash(register, register + 1);
        }

        private Hash hash(int register, int from) {
            Hash hash =
                    Hash.jenkins(from, fields.key().length(), modulus, register).with(Hash.OFFSET, offset);
            return seed == 0 ? hash : hash.with(Hash.SEED, seed); // without one the kernel chooses it
        }
    }

    /** A field of the packet inside a tunnel. */
    record Inside(Tunnel tunnel, Source field) implements Source {
        @Override
        public Expression load(int length, int register) {
            return tunnel.inside(field.load(length, register));
        }
    }

    /** Two fields, of which the bits are combined; since Linux 6.14. */
    record Combined(Field left, Step.Operator operation, Field right) implements Source {
        @Override
        public void load(Compilation compilation, int length, int register, int free) {
            left.load(compilation, left.length(), register);
            right.load(compilation, right.length(), register + 1);
            compilation.match(load(length, register));
        }

        @Override
        public Expression load(int length, int register) {
            return Bitwise.registers(register, operation.number(), length, register + 1);
        }
    }

    /** The same bytes for all packets. */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents of the arrays
    record Constant(byte[] bytes) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Immediate.value(register, bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Constant that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** A value that a register got in another way. */
    record Unknown() implements Source {
        @Override
        public Expression load(int length, int register) {
            throw new IllegalStateException("the value has no source");
        }
    }

    /** What an expression loads; empty if it loads nothing, or nothing that has a field. */
    static Optional<Loaded> of(Expression expression) {
        return switch (expression) {
            case Payload payload
            when !payload.isWrite() ->
                Optional.of(
                        new Loaded(new Header(payload.base(), payload.offset()), payload.length(), payload.register()));
            case Meta meta
            when !meta.isSet() -> Optional.of(new Loaded(meta(meta.key()), Loaded.ANY_LENGTH, meta.register()));
            case Ct ct
            when !ct.isSet() ->
                Optional.of(new Loaded(
                        new Conntrack(ct.key(), ct.direction().orElse(Conntrack.BOTH)),
                        Loaded.ANY_LENGTH,
                        ct.register()));
            case Rt route ->
                Optional.of(new Loaded(
                        new Route(route.get(Rt.KEY).orElse(-1)),
                        Loaded.ANY_LENGTH,
                        route.get(Rt.DREG).orElse(0)));
            case Socket socket ->
                Optional.of(new Loaded(
                        new OfSocket(
                                socket.get(Socket.KEY).orElse(-1),
                                socket.get(Socket.LEVEL).orElse(0)),
                        Loaded.ANY_LENGTH,
                        socket.get(Socket.DREG).orElse(0)));
            case Xfrm state ->
                Optional.of(new Loaded(
                        new Ipsec(
                                state.get(Xfrm.DIR).orElse(0),
                                state.get(Xfrm.SPNUM).orElse(0),
                                state.get(Xfrm.KEY).orElse(0)),
                        Loaded.ANY_LENGTH,
                        state.get(Xfrm.DREG).orElse(0)));
            case Osf osf ->
                Optional.of(new Loaded(
                        new Fingerprint(
                                osf.get(Osf.TTL).orElse(0), osf.get(Osf.FLAGS).orElse(0)),
                        Loaded.ANY_LENGTH,
                        osf.get(Osf.DREG).orElse(0)));
            case Numgen numbers ->
                Optional.of(new Loaded(
                        new Generated(
                                numbers.get(Numgen.TYPE).orElse(0) == 1,
                                numbers.get(Numgen.MODULUS).orElse(0),
                                numbers.get(Numgen.OFFSET).orElse(0)),
                        Loaded.ANY_LENGTH,
                        numbers.get(Numgen.DREG).orElse(0)));
            case Hash hash
            when hash.get(Hash.TYPE).orElse(0) == 1 ->
                Optional.of(new Loaded(
                        new SymmetricHash(
                                hash.get(Hash.MODULUS).orElse(0),
                                hash.get(Hash.OFFSET).orElse(0)),
                        Loaded.ANY_LENGTH,
                        hash.get(Hash.DREG).orElse(0)));
            case Fib fib ->
                Optional.of(new Loaded(
                        fib(fib.get(Fib.FLAGS).orElse(0), fib.get(Fib.RESULT).orElse(0)),
                        Loaded.ANY_LENGTH,
                        fib.get(Fib.DREG).orElse(0)));
            case Exthdr option
            when option.has(Exthdr.DREG) ->
                Optional.of(new Loaded(
                        new Extension(
                                option.get(Exthdr.OP).orElse(0),
                                option.get(Exthdr.TYPE).orElse(0),
                                (option.get(Exthdr.FLAGS).orElse(0) & 1) != 0
                                        ? Extension.PRESENCE
                                        : option.get(Exthdr.OFFSET).orElse(0)),
                        option.get(Exthdr.LEN).orElse(0),
                        option.get(Exthdr.DREG).orElse(0)));
            case Inner inner -> inside(inner);
            default -> Optional.empty();
        };
    }

    private static Optional<Loaded> inside(Inner inner) {
        return Tunnel.of(inner)
                .flatMap(tunnel -> inner.get(Inner.EXPR)
                        .flatMap(Source::of)
                        .map(loaded ->
                                new Loaded(new Inside(tunnel, loaded.source()), loaded.length(), loaded.register())));
    }

    /**
     * What an expression loads.
     *
     * @param length the number of bytes, or {@link #ANY_LENGTH} if the source has one length only
     */
    record Loaded(Source source, int length, int register) {
        public static final int ANY_LENGTH = 0;

        private static final Map<CtKey, CtKey> OF_IPV4 = Map.of(CtKey.SRC, CtKey.SRC_IP, CtKey.DST, CtKey.DST_IP);
        private static final Map<CtKey, CtKey> OF_IPV6 = Map.of(CtKey.SRC, CtKey.SRC_IP6, CtKey.DST, CtKey.DST_IP6);

        /** The same for packets of an IP version: old rules load an address of a connection without saying the version. */
        public Loaded in(Optional<IpFamily> version) {
            return version.isPresent()
                            && source instanceof Conntrack(CtKey key, int direction)
                            && OF_IPV4.containsKey(key)
                    ? new Loaded(
                            new Conntrack(
                                    (version.get() == IpFamily.IPV4 ? OF_IPV4 : OF_IPV6).getOrDefault(key, key),
                                    direction),
                            length,
                            register)
                    : this;
        }
    }
}
