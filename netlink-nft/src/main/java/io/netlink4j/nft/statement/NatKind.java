package io.netlink4j.nft.statement;

import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Locale;

/** A kind of address translation and its expression. The value is in one register, or the range in two: lowest and highest value. */
enum NatKind {
    SNAT {
        @Override
        Expression expression(NfFamily family, int[] addresses, int[] ports, int flags) {
            return nat(Nat.source(family), addresses, ports, flags);
        }
    },
    DNAT {
        @Override
        Expression expression(NfFamily family, int[] addresses, int[] ports, int flags) {
            return nat(Nat.destination(family), addresses, ports, flags);
        }
    },
    MASQUERADE {
        @Override
        Expression expression(NfFamily family, int[] addresses, int[] ports, int flags) {
            Masq masq = switch (ports.length) {
                case 0 -> Masq.plain();
                case 1 -> Masq.plain().port(ports[0]);
                default -> Masq.plain().ports(ports[0], ports[1]);
            };
            return flags == 0 ? masq : masq.flags(flags);
        }
    },
    REDIRECT {
        @Override
        Expression expression(NfFamily family, int[] addresses, int[] ports, int flags) {
            Redir redir = switch (ports.length) {
                case 0 -> Redir.plain();
                case 1 -> Redir.plain().port(ports[0]);
                default -> Redir.plain().ports(ports[0], ports[1]);
            };
            return flags == 0 ? redir : redir.flags(flags);
        }
    };

    abstract Expression expression(NfFamily family, int[] addresses, int[] ports, int flags);

    private static Expression nat(Nat plain, int[] addresses, int[] ports, int flags) {
        Nat addressed = switch (addresses.length) {
            case 0 -> plain;
            case 1 -> plain.address(addresses[0]);
            default -> plain.addresses(addresses[0], addresses[1]);
        };
        Nat complete = switch (ports.length) {
            case 0 -> addressed;
            case 1 -> addressed.port(ports[0]);
            default -> addressed.ports(ports[0], ports[1]);
        };
        return flags == 0 ? complete : complete.flags(flags);
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
