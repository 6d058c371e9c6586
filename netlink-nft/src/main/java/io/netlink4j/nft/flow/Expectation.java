package io.netlink4j.nft.flow;

import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that another one has announced, such as the data connection of FTP (all keys are in {@link ExpectationAttributes}). When it
 * comes, it is related to the one that announced it.
 */
public final class Expectation extends NetlinkObject<Expectation> {
    /** The descriptor of {@link Expectation}: its messages, groups and identity. */
    public static final ObjectDescriptor<Expectation> DESCRIPTOR = ObjectDescriptor.of(
                    "expectation", "expectations", ExpectationAttributes.SCHEMA, Expectation::new)
            .messages(FlowMessages.EXP_NEW, FlowMessages.EXP_DELETE, FlowMessages.EXP_GET)
            .groups(FlowGroup.EXP_NEW, FlowGroup.EXP_UPDATE, FlowGroup.EXP_DESTROY)
            .identity(Expectation::tuple, expectation -> expectation.get(ExpectationAttributes.ID))
            .errors(rows -> {
                rows.on(ENOENT).of(FlowMessages.EXP_NEW).means("there is no flow that could announce it");
                rows.on(ENOENT).means("there is no such expectation");
                rows.on(EOPNOTSUPP)
                        .of(FlowMessages.EXP_NEW)
                        .means("the flow that announces it has no helper; a rule of nftables gives it one");
            })
            .build();

    private Expectation(Content content) {
        super(content);
    }

    private Expectation(byte[] bytes) {
        super(bytes);
    }

    /**
     * An expectation of {@code expected}, announced by a flow.
     *
     * @param master the original tuple of the flow that announces it
     * @param mask the bits of the tuple that are compared; addresses and ports of zeros match all
     */
    public static Expectation of(FlowTuple master, FlowTuple expected, FlowTuple mask, Duration timeout) {
        return DESCRIPTOR
                .empty()
                .with(Nfgenmsg.FAMILY, expected.family().number())
                .with(ExpectationAttributes.MASTER, master)
                .with(ExpectationAttributes.TUPLE, expected)
                .with(ExpectationAttributes.MASK, mask)
                .with(ExpectationAttributes.TIMEOUT, timeout);
    }

    /** The original tuple of the flow that announced it. */
    public FlowTuple master() {
        return require(ExpectationAttributes.MASTER);
    }

    /** The expected packets. */
    public FlowTuple tuple() {
        return require(ExpectationAttributes.TUPLE);
    }

    /** The bits of the tuple that are compared. */
    public FlowTuple mask() {
        return require(ExpectationAttributes.MASK);
    }

    /** The time until it is forgotten. */
    public Optional<Duration> timeout() {
        return get(ExpectationAttributes.TIMEOUT);
    }

    /** The helper that announced it. */
    public Optional<String> helper() {
        return get(ExpectationAttributes.HELP_NAME);
    }

    /** What names it in requests. */
    Expectation reference() {
        Expectation reference = DESCRIPTOR
                .empty()
                .with(Nfgenmsg.FAMILY, tuple().family().number())
                .with(ExpectationAttributes.TUPLE, tuple());
        Optional<Long> id = get(ExpectationAttributes.ID);
        return id.isPresent() ? reference.with(ExpectationAttributes.ID, id.get()) : reference;
    }

    @Override
    public Schema schema() {
        return ExpectationAttributes.SCHEMA;
    }

    @Override
    protected Expectation copy(Content content) {
        return new Expectation(content);
    }

    /** {@code 300 src=10.0.0.1 dst=10.0.0.2 sport=0 dport=20 helper=ftp}. */
    @Override
    public String toString() {
        return timeout().map(time -> time.toSeconds() + " ").orElse("")
                + tuple()
                + helper().map(name -> " helper=" + Printable.of(name)).orElse("");
    }
}
