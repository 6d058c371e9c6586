package io.netlink4j.nft.compile;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.analysis.KnownProtocols;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is being compiled: the family of its table, its expressions so far, their anonymous sets, and the protocols that
 * a packet is known to have at this point.
 *
 * <p>A statement that reads a header requires the header's protocol first. If the rule does not compare the protocol yet, a
 * comparison is added. If the rule requires another protocol, the statement could never match and is refused. Plain expressions
 * count, too, so they can be mixed with statements.
 */
public final class Compilation {
    private final NfFamily family;
    private final Profile profile;
    // A transaction may compile many thousand rules, so the lists have room for no more than most rules need.
    private final List<Expression> expressions = new ArrayList<>(8);
    private final List<HeaderMatch> mergeable = new ArrayList<>(2);
    private List<AnonymousSet> sets = List.of();
    private List<List<? extends List<? extends RulePart>>> chains = List.of();
    private final KnownProtocols known;
    private @Nullable Object current;
    private @Nullable Object last;

    /** An empty rule of a table of {@code family}. */
    public Compilation(NfFamily family) {
        this(family, Profile.DEFAULT);
    }

    /** An empty rule of a table of {@code family}, whose statements become the bytecode of {@code profile}. */
    public Compilation(NfFamily family, Profile profile) {
        this.family = family;
        this.profile = profile;
        this.known = new KnownProtocols(family);
    }

    /** The table's family. */
    public NfFamily family() {
        return family;
    }

    /** The bytecode that statements become. */
    public Profile profile() {
        return profile;
    }

    /**
     * Adds a statement or an expression.
     *
     * @throws IllegalArgumentException if the family of the table does not allow it, or it contradicts the rule so far
     */
    public void compile(RulePart part) {
        current = part;
        if (part instanceof Statement statement) {
            statement.compile(this);
        } else if (part instanceof Expression expression) {
            add(expression);
        } else {
            throw new IllegalArgumentException(
                    part.getClass() + " is neither a statement nor an expression, which are the parts of a rule");
        }
        current = null;
    }

    /** Adds an expression with a side effect, such as a counter. Comparisons are not moved across it. */
    public void add(Expression expression) {
        mergeable.clear();
        append(expression);
    }

    /** Adds expressions without side effects, which only decide whether the rule continues. */
    public void match(Expression... steps) {
        for (Expression step : steps) {
            append(step);
        }
    }

    /**
     * Matches if the bytes of a header are equal to {@code value}. The comparison is merged with that of adjacent bytes if the
     * kernel executes one comparison faster.
     */
    public void matchHeader(PayloadBase base, int offset, byte[] value) {
        known.observe(base, offset, value);
        HeaderMatch added = new HeaderMatch(expressions.size(), base, offset, value);
        for (int i = 0; i < mergeable.size(); i++) {
            HeaderMatch earlier = mergeable.get(i);
            if (earlier.joins(added)) {
                HeaderMatch both = earlier.followedBy(added, earlier.index());
                expressions.set(both.index(), both.load());
                expressions.set(both.index() + 1, both.compare());
                mergeable.set(i, both);
                return;
            }
            if (added.joins(earlier)) {
                remove(earlier);
                compare(added.followedBy(earlier, expressions.size()));
                return;
            }
        }
        compare(added);
    }

    private void compare(HeaderMatch match) {
        Expression load = match.load();
        requireReachable(load);
        expressions.add(load);
        expressions.add(match.compare());
        known.observeComparison(match.base(), match.offset(), match.value());
        mergeable.add(match);
    }

    private void remove(HeaderMatch match) {
        mergeable.remove(match);
        expressions.subList(match.index(), match.index() + HeaderMatch.STEPS).clear();
        mergeable.replaceAll(other -> other.index() > match.index() ? other.movedBy(-HeaderMatch.STEPS) : other);
    }

    /**
     * Adds an anonymous set, which belongs to the rule.
     *
     * @return the number of the set in this rule, for {@link io.netlink4j.nft.expression.Lookup#setId}; when the rule is sent, it is
     *     replaced by a number that is unique in the transaction
     */
    public int add(AnonymousSet set) {
        sets = with(sets, set);
        return sets.size();
    }

    /**
     * Adds an anonymous chain, which belongs to the rule and to which an expression of it leads.
     *
     * @param rules the statements and expressions of each rule of the chain
     * @return the number of the chain in this rule, for {@link io.netlink4j.nft.expression.Verdict#CHAIN_ID}; when the rule is sent, it is
     *     replaced by a number that is unique in the transaction
     */
    public int addChain(List<? extends List<? extends RulePart>> rules) {
        chains = with(chains, rules);
        return chains.size();
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return Collections.unmodifiableList(longer);
    }

    /** The IP version of the packets that reach this point; empty if it can be either. */
    public Optional<IpFamily> network() {
        return known.network();
    }

    /** The transport protocols that packets that reach this point can have; empty if it can be any. */
    public Set<IpProtocol> transports() {
        return known.transports();
    }

    /**
     * Requires that only packets of an IP version reach this point; adds a comparison if needed.
     *
     * @param subject the statement that requires it, for the message
     * @throws IllegalArgumentException if no such packets reach this point
     */
    public void requireNetwork(IpFamily version, Object subject) {
        requireNetwork(version, subject, expressions.size());
    }

    /** As {@link #requireNetwork}, but a comparison that is added becomes the first of the rule. */
    public void requireNetworkFirst(IpFamily version, Object subject) {
        requireNetwork(version, subject, 0);
    }

    /**
     * Requires that packets of an IP version can reach this point; others may, too.
     *
     * @param subject the statement that requires it, for the message
     * @throws IllegalArgumentException if no such packets reach this point
     */
    public void admitNetwork(IpFamily version, Object subject) {
        boolean open = known.network().isEmpty() && known.frame().isEmpty();
        if (!open && !known.network().equals(Optional.of(version))) {
            throw new IllegalArgumentException(quoted(subject) + " needs " + version + ", but "
                    + (known.isNetworkFromTable()
                            ? "a table of family " + family + " sees no such packets."
                            : "earlier matches of the rule allow only "
                                    + known.network().map(IpFamily::toString).orElse("ARP") + "."));
        }
    }

    /**
     * Requires that only frames that carry this reach this point; adds a comparison if needed.
     *
     * @param subject the statement that requires it, for the message
     * @throws IllegalArgumentException if no such frames reach this point
     */
    public void requireFrame(FrameType type, Object subject) {
        switch (type) {
            case IP -> requirePacket(IpFamily.IPV4, type, subject);
            case IP6 -> requirePacket(IpFamily.IPV6, type, subject);
            case ARP, VLAN -> {
                if (type == FrameType.VLAN ? known.isTagged() : known.frame().equals(Optional.of(type))) {
                    return;
                }
                boolean frames = family == NfFamily.BRIDGE || family == NfFamily.NETDEV;
                if (type == FrameType.ARP && !frames) {
                    throw new IllegalArgumentException(
                            quoted(subject) + " needs ARP, but a table of family " + family + " sees no such packets.");
                }
                if (frames && (known.frame().isPresent() || known.network().isPresent())) {
                    throw new IllegalArgumentException(quoted(subject) + " needs frames with " + type
                            + ", but earlier matches of the rule allow only those with "
                            + known.frame()
                                    .map(FrameType::toString)
                                    .or(() -> known.network().map(IpFamily::toString))
                                    .orElse("")
                            + ".");
                }
                if (known.isTypeInFrame(type)) {
                    matchHeader(PayloadBase.LINK, known.typeOffset(), type.bytes());
                } else {
                    insert(expressions.size(), known.guard(type));
                    known.admitOnly(type);
                }
            }
        }
    }

    /** The number of VLAN tags that the frames have which reach this point. */
    public int tags() {
        return known.tags();
    }

    private void requirePacket(IpFamily version, FrameType type, Object subject) {
        if (family != NfFamily.BRIDGE) {
            requireNetwork(version, subject);
            return;
        }
        admitNetwork(version, subject);
        if (known.network().isEmpty()) {
            matchHeader(PayloadBase.LINK, known.typeOffset(), type.bytes());
        }
    }

    /** Requires that only Ethernet frames reach this point; adds a comparison if needed. */
    public void requireEthernet() {
        if (!known.isEthernet()) {
            insert(expressions.size(), KnownProtocols.guardEthernet());
            known.admitOnlyEthernet();
        }
    }

    private void requireNetwork(IpFamily version, Object subject, int place) {
        admitNetwork(version, subject);
        if (known.network().isPresent()) {
            return;
        }
        if (known.isVersionInFrame()) {
            matchHeader(
                    PayloadBase.LINK,
                    known.typeOffset(),
                    KnownProtocols.type(version).bytes());
        } else {
            insert(place, known.guard(version));
            known.admitOnly(version);
        }
    }

    /**
     * Requires that only packets of a transport protocol reach this point; adds a comparison if needed.
     *
     * @param subject the statement that requires it, for the message
     * @throws IllegalArgumentException if other packets reach this point, too, or no such packets do
     */
    public void requireTransport(IpProtocol protocol, Object subject) {
        requireTransport(protocol, subject, expressions.size());
    }

    /** As {@link #requireTransport}, but a comparison that is added becomes the first of the rule. */
    public void requireTransportFirst(IpProtocol protocol, Object subject) {
        requireTransport(protocol, subject, 0);
    }

    private void requireTransport(IpProtocol protocol, Object subject, int place) {
        if (known.transports().isEmpty()) {
            insert(place, KnownProtocols.guard(protocol));
            known.admitOnly(protocol);
        } else if (known.transports().size() > 1 || !known.transports().contains(protocol)) {
            throw new IllegalArgumentException(quoted(subject) + " needs transport protocol " + protocol
                    + ", but earlier matches of the rule allow " + known.describeTransports() + ".");
        }
    }

    private static String quoted(Object statement) {
        return "'" + Printable.of(statement.toString()) + "'";
    }

    private void insert(int place, List<Expression> guard) {
        if (place < expressions.size()) {
            mergeable.clear();
        }
        expressions.addAll(place, guard);
    }

    private void append(Expression expression) {
        requireReachable(expression);
        if (expression.isTerminal()) {
            last = subject(expression);
        }
        expressions.add(expression);
        known.observe(expression, sets);
    }

    private void requireReachable(Expression expression) {
        if (last != null) {
            throw new IllegalArgumentException(quoted(subject(expression)) + " has no effect after " + quoted(last)
                    + ", which ends the rule; it must come before.");
        }
    }

    private Object subject(Expression expression) {
        return current == null ? expression : current;
    }

    /** The number of expressions so far. */
    public int size() {
        return expressions.size();
    }

    /** The expressions so far, in order: a view, which later statements change. */
    public List<Expression> expressions() {
        return Collections.unmodifiableList(expressions);
    }

    /** The anonymous sets so far, in order: the first has the number 1. */
    public List<AnonymousSet> sets() {
        return sets;
    }

    /** The rules of the anonymous chains so far, in order: the first chain has the number 1. */
    public List<List<? extends List<? extends RulePart>>> chains() {
        return chains;
    }

    /** Bytes of a header that are compared for equality, the load at {@code index} and the comparison after it. */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, and compared by identity
    private record HeaderMatch(int index, PayloadBase base, int offset, byte[] value) {
        private static final int REGISTER = 1;
        private static final int STEPS = 2;

        /** The maximum length, in bytes, of a load that the kernel executes inline. A longer one is slower than two short ones. */
        private static final int FAST = 4;

        /** The length of a register. */
        private static final int LONGEST = 16;

        Expression load() {
            return Payload.load(base, offset, value.length, REGISTER);
        }

        Expression compare() {
            return Cmp.of(Comparison.EQUAL, REGISTER, value);
        }

        HeaderMatch movedBy(int steps) {
            return new HeaderMatch(index + steps, base, offset, value);
        }

        /** Whether {@code next} follows these bytes, and one comparison of both is faster. */
        boolean joins(HeaderMatch next) {
            int both = value.length + next.value.length;
            return base.equals(next.base)
                    && offset + value.length == next.offset
                    && (both <= FAST || (both <= LONGEST && (!isFast() || !next.isFast())));
        }

        /** The kernel executes no load of the link header inline. */
        private boolean isFast() {
            return value.length <= FAST && !base.equals(PayloadBase.LINK);
        }

        HeaderMatch followedBy(HeaderMatch next, int place) {
            byte[] both = Arrays.copyOf(value, value.length + next.value.length);
            System.arraycopy(next.value, 0, both, value.length, next.value.length);
            return new HeaderMatch(place, base, offset, both);
        }
    }
}
