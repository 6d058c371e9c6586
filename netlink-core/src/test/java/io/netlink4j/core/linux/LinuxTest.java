package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsCommand("gcc")
final class LinuxTest {
    private static final String LAYOUTS =
            """
            _Static_assert(sizeof(struct statx) <= 256, "struct statx");
            _Static_assert(offsetof(struct statx, stx_mode) == 0x1c, "stx_mode");
            _Static_assert(offsetof(struct statx, stx_ino) == 0x20, "stx_ino");
            _Static_assert(offsetof(struct statx, stx_dev_major) == 0x88, "stx_dev_major");
            _Static_assert(offsetof(struct statx, stx_dev_minor) == 0x8c, "stx_dev_minor");
            _Static_assert(offsetof(struct dirent64, d_reclen) == 16, "d_reclen");
            _Static_assert(offsetof(struct dirent64, d_name) == 19, "d_name");
            _Static_assert(sizeof(struct pollfd) == 8, "struct pollfd");
            _Static_assert(offsetof(struct pollfd, events) == 4, "events");
            _Static_assert(sizeof(struct inotify_event) == 16, "struct inotify_event");
            _Static_assert(offsetof(struct inotify_event, mask) == 4, "mask");
            _Static_assert(offsetof(struct inotify_event, len) == 12, "len");
            _Static_assert(sizeof(struct statfs) <= 256, "struct statfs");
            _Static_assert(offsetof(struct statfs, f_type) == 0, "f_type");
            _Static_assert(sizeof(((struct statfs *) 0)->f_type) == %d, "f_type");
            _Static_assert(offsetof(struct epoll_event, data) == %d, "data");
            """.formatted(Architecture.HOST.statfsTypeBytes(), Architecture.HOST.epollDataOffset());

    @TempDir
    private Path directory;

    @Test
    void constantsAndLayoutsAreThoseOfTheSystemHeaders() throws IOException {
        String constants = Arrays.stream(Linux.class.getFields())
                .map(field ->
                        "_Static_assert(%s == %d, \"%s\");%n".formatted(field.getName(), value(field), field.getName()))
                .collect(Collectors.joining());
        assertThat(constants).contains("CLONE_NEWNET");
        assertThat(compile(Headers.INCLUDES + constants + LAYOUTS).err()).isEmpty();
    }

    @Test
    void aWrongConstantWouldBeFound() throws IOException {
        Command gcc = compile(Headers.INCLUDES + "_Static_assert(CLONE_NEWNET == 1, \"CLONE_NEWNET\");\n");
        assertThat(gcc.status()).isNotZero();
        assertThat(gcc.err()).contains("CLONE_NEWNET");
    }

    private Command compile(String source) throws IOException {
        Path file = Files.writeString(directory.resolve("audit.c"), source);
        return Command.run("gcc", "-fsyntax-only", file.toString());
    }

    private static long value(Field field) {
        try {
            return ((Number) field.get(null)).longValue();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
