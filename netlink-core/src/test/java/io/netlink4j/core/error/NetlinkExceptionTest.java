package io.netlink4j.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetlinkExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "17, AlreadyExists",
        "2, NotFound",
        "19, NotFound",
        "3, NotFound",
        "99, NotFound",
        "16, Busy",
        "1, NotPermitted",
        "13, NotPermitted",
        "95, NotSupported",
        "524, NotSupported",
        "97, NotSupported",
        "93, NotSupported",
        "38, NotSupported",
        "101, Unreachable",
        "113, Unreachable",
        "100, Unreachable",
        "22, Invalid",
        "34, Invalid",
        "36, Invalid",
        "85, Conflict",
        "105, Overrun",
        "12, NetlinkException",
        "4711, NetlinkException"
    })
    void anErrorNumberHasItsType(int number, String type) {
        NetlinkException refused = NetlinkException.refused("do it", new Errno(number), null);
        assertThat(refused.getClass().getSimpleName()).isEqualTo(type);
        assertThat(refused.errno()).contains(new Errno(number));
        assertThat(refused.report()).isSameAs(KernelReport.NONE);
    }

    @Test
    void theMessageSaysWhatWasTriedAndWhy() {
        assertThat(NetlinkException.refused("add link 'red' in namespace 'blue'", Errno.EEXIST, null))
                .hasMessage("cannot add link 'red' in namespace 'blue': File exists (EEXIST)");
        assertThat(NetlinkException.refused("add link 'red'", Errno.EEXIST, "the name is taken"))
                .hasMessage("cannot add link 'red': the name is taken (EEXIST)");
    }

    @Test
    void aMessageIsOneEscapedLine() {
        String name = "\u001b[2Jred\nblue\u202e";
        KernelReport report = new KernelReport(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
        String shown = "\\x1b[2Jred\\x0ablue\\u202e";
        assertThat(report).hasToString('"' + shown + '"');
        assertThat(NetlinkException.refused("add link '" + name + "'", Errno.EEXIST, null, report))
                .hasMessage("cannot add link '" + shown + "': File exists (EEXIST); kernel: \"" + shown + '"');
        assertThat(new NetlinkException.TimedOut(name)).hasMessage(shown);
        assertThat(new NetlinkException(name, null)).hasMessage(shown);
    }

    @Test
    void theKernelsReportIsPartOfTheMessage() {
        KernelReport report = new KernelReport(
                Optional.of("Attribute failed policy validation"),
                Optional.of("IFLA_MTU"),
                Optional.of("u32 in 68.."),
                Optional.empty());
        assertThat(NetlinkException.refused("change link 'red'", Errno.ERANGE, null, report))
                .hasMessage("cannot change link 'red': Numerical result out of range (ERANGE); kernel:"
                        + " \"Attribute failed policy validation\" at IFLA_MTU (must be u32 in 68..)")
                .extracting(NetlinkException::report)
                .isEqualTo(report);
        KernelReport missing =
                new KernelReport(Optional.of("no"), Optional.empty(), Optional.empty(), Optional.of("RTA_OIF"));
        assertThat(missing).hasToString("\"no\", missing RTA_OIF");
        assertThat(KernelReport.NONE).hasToString("");
    }

    private static KernelReport words(String words, String path) {
        return new KernelReport(Optional.of(words), Optional.of(path), Optional.empty(), Optional.empty());
    }

    @Test
    void anExplanationHasTheTypeAndTheReason() {
        assertThat(NetlinkException.refused(
                        "set it",
                        Errno.EADDRNOTAVAIL,
                        new Explanation(NetlinkException.Kind.INVALID, "it is multicast"),
                        KernelReport.NONE))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessage("cannot set it: it is multicast (EADDRNOTAVAIL)");
        for (NetlinkException.Kind kind : NetlinkException.Kind.values()) {
            NetlinkException refused =
                    NetlinkException.refused("do it", Errno.ELOOP, new Explanation(kind, null), KernelReport.NONE);
            assertThat(refused.getClass().getSimpleName().toUpperCase(Locale.ROOT))
                    .isEqualTo(
                            kind == NetlinkException.Kind.OTHER
                                    ? "NETLINKEXCEPTION"
                                    : kind.name().replace("_", ""));
        }
    }

    @Test
    void theKernelsMessageReplacesAContradictingMeaning() {
        assertThat(NetlinkException.refused(
                        "give link 'v' the master 'bond'",
                        Errno.EPERM,
                        null,
                        words("Device can not be enslaved while up", "IFLA_MASTER")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessage("cannot give link 'v' the master 'bond': Device can not be enslaved while up (EPERM);"
                        + " kernel: at IFLA_MASTER");
        assertThat(NetlinkException.refused("add it", Errno.EACCES, null, words("IPv6 is disabled", "IFA_LOCAL")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot add it: IPv6 is disabled (EACCES)");
        assertThat(NetlinkException.refused("add it", Errno.EACCES, null))
                .isInstanceOf(NetlinkException.NotPermitted.class);
    }

    @Test
    void everyMessageIsEscaped() {
        assertThat(NetlinkException.refused(
                        "add chain '\033[31mred'",
                        Errno.EINVAL,
                        Explanation.of("there is no '\u202ex'\n"),
                        words("bad\rname", "IFLA_\u0007")))
                .hasMessage("cannot add chain '\\x1b[31mred': there is no '\\u202ex'\\x0a (EINVAL); kernel:"
                        + " \"bad\\x0dname\" at IFLA_\\x07");
        assertThat(new NetlinkException.TimedOut("no answer from 'a\nb'")).hasMessage("no answer from 'a\\x0ab'");
        assertThat(words("bad\rname", "IFLA_MTU")).hasToString("\"bad\\x0dname\" at IFLA_MTU");
    }

    @Test
    void errorsOfTheLibraryHaveNoNumber() {
        assertThat(new NetlinkException.TimedOut("too late").errno()).isEmpty();
        assertThat(new NetlinkException("broken", new IllegalStateException("why")))
                .hasMessage("broken")
                .hasRootCauseMessage("why");
        assertThat(new NetlinkException.DumpInterrupted("list links", 16))
                .hasMessage("cannot list links: the kernel's state changed during each of 16 dumps");
        assertThat(new NetlinkException.Closed("x")).isInstanceOf(NetlinkException.class);
        assertThatThrownBy(() -> {
                    throw new NetlinkException.Malformed("no");
                })
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void itIsSerializedWithItsMessage() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(NetlinkException.refused("do it", Errno.EBUSY, null));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            NetlinkException back = (NetlinkException) in.readObject();
            assertThat(back).isInstanceOf(NetlinkException.Busy.class).hasMessageContaining("EBUSY");
            assertThat(back.report()).isSameAs(KernelReport.NONE);
        }
    }
}
