package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import java.util.Optional;

/** The expression that loads a field. */
public sealed interface Source {

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
        return new TcpOption(type, offset);
    }

    static Source ct(CtKey key) {
        return new Conntrack(key);
    }

    /** Loads the field into {@code register}; only the first {@code length} bytes if it can be loaded in parts. */
    Expression load(int length, int register);

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

    /** Conntrack data of the packet's connection. */
    record Conntrack(CtKey key) implements Source {
        @Override
        public Expression load(int length, int register) {
            return Ct.load(key, register);
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
     * Bytes of a TCP option.
     *
     * @param offset their offset, or {@link #PRESENCE} for whether the packet has the option
     */
    record TcpOption(int type, int offset) implements Source {
        public static final int PRESENCE = -1;

        @Override
        public Expression load(int length, int register) {
            return offset == PRESENCE
                    ? Exthdr.exists(Exthdr.TCP_OPTION, type, register)
                    : Exthdr.load(Exthdr.TCP_OPTION, type, offset, length, register);
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
            when !ct.isSet() && ct.direction().isEmpty() ->
                Optional.of(new Loaded(ct(ct.key()), Loaded.ANY_LENGTH, ct.register()));
            case Fib fib ->
                Optional.of(new Loaded(
                        fib(fib.get(Fib.FLAGS).orElse(0), fib.get(Fib.RESULT).orElse(0)),
                        Loaded.ANY_LENGTH,
                        fib.get(Fib.DREG).orElse(0)));
            case Exthdr option
            when option.has(Exthdr.DREG) && option.get(Exthdr.OP).equals(Optional.of(Exthdr.TCP_OPTION)) ->
                Optional.of(new Loaded(
                        tcpOption(
                                option.get(Exthdr.TYPE).orElse(0),
                                (option.get(Exthdr.FLAGS).orElse(0) & 1) != 0
                                        ? TcpOption.PRESENCE
                                        : option.get(Exthdr.OFFSET).orElse(0)),
                        option.get(Exthdr.LEN).orElse(0),
                        option.get(Exthdr.DREG).orElse(0)));
            default -> Optional.empty();
        };
    }

    /**
     * What an expression loads.
     *
     * @param length the number of bytes, or {@link #ANY_LENGTH} if the source has one length only
     */
    record Loaded(Source source, int length, int register) {
        public static final int ANY_LENGTH = 0;
    }
}
