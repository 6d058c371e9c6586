package io.netlink4j.core.message;

import static io.netlink4j.core.error.Errno.EACCES;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorExplainerTest {
    private static final Nest THING = Nest.empty(SampleProtocol.NEW.schemas().getFirst());

    private static final ErrorExplainer<Nest> TABLE = ErrorExplainer.of(Nest.class, rows -> {
        rows.on(EEXIST).of(SampleProtocol.NEW).flags(0x200).means("created twice");
        rows.on(EEXIST).means(refused -> refused.request().type() + " met another");
        rows.on(EACCES).says("disabled").means(Kind.INVALID);
        rows.on(EACCES).maySay("locked").means(Kind.BUSY, "somebody locked it");
        rows.on(EINVAL).at("THING_SIZE").means("too large");
        rows.on(EINVAL).means(refused -> null);
        rows.on(EINVAL).saysAnything().when(thing -> thing.byteLength() > 1000).means("too long");
        rows.on(EINVAL).saysAnything().means(Kind.NOT_FOUND, refused -> refused.says("NO such") ? "nothing" : null);
    });

    private static @Nullable Explanation explain(MessageType type, int flags, Errno errno, KernelReport report) {
        return TABLE.explain(new Request(type, flags, THING, () -> "do it"), errno, report);
    }

    private static KernelReport report(@Nullable String words, @Nullable String path) {
        return new KernelReport(
                Optional.ofNullable(words), Optional.ofNullable(path), Optional.empty(), Optional.empty());
    }

    @Test
    void theFirstMatchingRowExplains() {
        assertThat(explain(SampleProtocol.NEW, 0x600, EEXIST, KernelReport.NONE))
                .isEqualTo(Explanation.of("created twice"));
        assertThat(explain(SampleProtocol.NEW, 0x400, EEXIST, KernelReport.NONE))
                .isEqualTo(Explanation.of(SampleProtocol.NEW + " met another"));
        assertThat(explain(SampleProtocol.DELETE, 0x200, EEXIST, KernelReport.NONE))
                .isEqualTo(Explanation.of(SampleProtocol.DELETE + " met another"));
        assertThat(explain(SampleProtocol.NEW, 0, Errno.EPERM, KernelReport.NONE))
                .isNull();
    }

    @Test
    void aRowThatDoesNotExpectTheKernelsMessageDoesNotMatch() {
        assertThat(explain(SampleProtocol.NEW, 0x200, EEXIST, report("something else", null)))
                .isNull();
        assertThat(explain(SampleProtocol.NEW, 0, EACCES, report("It is Disabled here", null)))
                .isEqualTo(new Explanation(Kind.INVALID, null));
        assertThat(explain(SampleProtocol.NEW, 0, EACCES, report("locked", null)))
                .isEqualTo(new Explanation(Kind.BUSY, "somebody locked it"));
        assertThat(explain(SampleProtocol.NEW, 0, EACCES, KernelReport.NONE))
                .isEqualTo(new Explanation(Kind.BUSY, "somebody locked it"));
        assertThat(explain(SampleProtocol.NEW, 0, EACCES, report("forbidden", null)))
                .isNull();
    }

    @Test
    void aRowMayDependOnThePathAndOnTheObject() {
        assertThat(explain(SampleProtocol.NEW, 0, EINVAL, report(null, "THING_SIZE")))
                .isEqualTo(Explanation.of("too large"));
        assertThat(explain(SampleProtocol.NEW, 0, EINVAL, report("no such thing", "THING_NAME")))
                .isEqualTo(new Explanation(Kind.NOT_FOUND, "nothing"));
        assertThat(explain(SampleProtocol.NEW, 0, EINVAL, report(null, "THING_NAME")))
                .isNull();
    }
}
