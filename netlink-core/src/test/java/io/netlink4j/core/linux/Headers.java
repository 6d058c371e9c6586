package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.testkit.Command;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the headers of the C library and of Linux say on each machine: numbers, and the bytes of structures. They are
 * kept in a file; compilers for those machines can write it anew, without running anything there.
 */
final class Headers {
    static final String FILE = "headers.txt";

    static final String INCLUDES = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <stddef.h>
        #include <dirent.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <sched.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/file.h>
        #include <sys/inotify.h>
        #include <sys/mount.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/statfs.h>
        #include <asm/param.h>
        #include <linux/if.h>
        #include <linux/if_tun.h>
        #include <linux/magic.h>
        #include <linux/netlink.h>
        #include <linux/nsfs.h>
        #include <linux/sockios.h>
        """;

    /**
     * Beside the constants of {@link Linux} and the error numbers; {@code HZ} is the {@code USER_HZ} that times are
     * counted in.
     */
    private static final List<String> NUMBERS = List.of(
            "HZ",
            "sizeof(struct epoll_event)",
            "sizeof(struct ifreq)",
            "sizeof(struct inotify_event)",
            "sizeof(struct iovec)",
            "sizeof(struct mmsghdr)",
            "sizeof(struct pollfd)",
            "sizeof(struct sockaddr_nl)",
            "sizeof(struct statfs)",
            "sizeof(struct statx)");

    /** Structures with something in them, by name. */
    private static final Map<String, String> STRUCTURES = new TreeMap<>(Map.of(
            "cmsghdr",
            "struct { struct cmsghdr header; int nsid; } %s ="
                    + " {{CMSG_LEN(sizeof(int)), SOL_NETLINK, NETLINK_LISTEN_ALL_NSID}, 0x11121314}",
            "dirent",
            "struct dirent64 %s = {.d_ino = -1, .d_off = -1, .d_reclen = 0x118, .d_type = DT_DIR, .d_name ="
                    + " \"red\"}",
            "epoll_events",
            "struct epoll_event %s[2] = {{1, {.u64 = 2}}, {0x11121314, {.u64 = 0x2122232425262728}}}",
            "ifreq",
            "struct ifreq %s = {.ifr_name = \"eth0\", .ifr_ifindex = 0x11121314}",
            "inotify_events",
            "struct { struct inotify_event event; char name[16]; } %s[2] ="
                    + " {{{0x11121314, 0x21222324, 0x31323334, 16}, \"red\"}, {{1, 2, 0, 0}}}",
            "mmsghdrs",
            "struct { struct mmsghdr headers[2]; struct iovec parts[2]; } %s = {"
                    + "{{.msg_hdr = {.msg_iov = (void *) 128, .msg_iovlen = 1}},"
                    + " {.msg_hdr = {.msg_iov = (void *) 144, .msg_iovlen = 1}, .msg_len = 0x21222324}},"
                    + " {{(void *) 0x1112131415161000, 0x400}, {(void *) 0x1112131415161400, 0x400}}}",
            "pollfds",
            "struct pollfd %s[2] = {{1, 2, 0}, {0x11121314, 0x2122, 0x3132}}",
            "sockaddr_nl",
            "struct sockaddr_nl %s = {.nl_family = AF_NETLINK}",
            "statfs",
            "struct statfs %s = {.f_type = NSFS_MAGIC, .f_bsize = 0x11121314}",
            "statx",
            "struct statx %s = {.stx_mode = S_IFDIR | 0755, .stx_ino = 0x1112131415161718, .stx_dev_major ="
                    + " 0xf1222324, .stx_dev_minor = 0xf1323334}"));

    private static final Pattern LINE = Pattern.compile("(?<name>[^@#]+?)( @ (?<machines>.+))? = (?<value>.+)");

    private Headers() {}

    /** The lines of the file. */
    static List<String> lines() {
        try (InputStream file = Headers.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The values of a machine in the file, by name: decimal numbers and hexadecimal bytes. */
    static Map<String, String> of(Machine machine) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()
                    && (matcher.group("machines") == null
                            || List.of(matcher.group("machines").split(" ")).contains(machine.toString()))) {
                values.put(matcher.group("name"), matcher.group("value"));
            }
        }
        return values;
    }

    /** The bytes of a structure in the file. */
    static byte[] bytes(Machine machine, String structure) {
        return HexFormat.of().parseHex(of(machine).get(structure));
    }

    /** The expected lines of the file: one for each name, or one for each of its values if machines differ. */
    static List<String> compile(Path directory) throws IOException {
        Map<String, Map<String, List<String>>> machines = new TreeMap<>();
        for (Machine machine : Machine.values()) {
            compile(machine, directory)
                    .forEach((name, value) -> machines.computeIfAbsent(name, ignored -> new LinkedHashMap<>())
                            .computeIfAbsent(value, ignored -> new ArrayList<>())
                            .add(machine.toString()));
        }
        List<String> lines = new ArrayList<>();
        machines.forEach((name, values) -> values.forEach((value, those) ->
                lines.add(name + (values.size() == 1 ? "" : " @ " + String.join(" ", those)) + " = " + value)));
        return lines;
    }

    private static Map<String, String> compile(Machine machine, Path directory) throws IOException {
        List<String> names = Stream.of(
                        Arrays.stream(Linux.class.getFields()).map(Field::getName), errorNames(), NUMBERS.stream())
                .flatMap(part -> part)
                .toList();
        StringBuilder source = new StringBuilder(INCLUDES);
        source.append("__attribute__((section(\".n4j.numbers\"))) long numbers[] = {");
        source.append(String.join(", ", names)).append("};\n");
        STRUCTURES.forEach(
                (name, declaration) -> source.append("__attribute__((section(\".n4j.%s\"))) ".formatted(name))
                        .append(declaration.formatted("the_" + name))
                        .append(";\n"));
        Path object = directory.resolve(machine + ".o");
        Path file = Files.writeString(directory.resolve(machine + ".c"), source);
        Command.run(machine.tool("gcc"), "-c", "-o", object.toString(), file.toString())
                .ok();

        Map<String, String> found = new TreeMap<>();
        MemorySegment numbers = MemorySegment.ofArray(section(machine, object, "numbers"));
        for (int i = 0; i < names.size(); i++) {
            long number = numbers.get(machine.architecture().int64(), (long) i * Long.BYTES);
            found.put(names.get(i), Long.toString(number));
        }
        for (String name : STRUCTURES.keySet()) {
            found.put(name, HexFormat.of().formatHex(section(machine, object, name)));
        }
        return found;
    }

    private static byte[] section(Machine machine, Path object, String name) throws IOException {
        Path bytes = object.resolveSibling(machine + "." + name);
        Command.run(machine.tool("objcopy"), "-O", "binary", "-j", ".n4j." + name, object.toString(), bytes.toString())
                .ok();
        return Files.readAllBytes(bytes);
    }

    /** The names of the error numbers that programs see; 41 and 58 are other names of two of them. */
    static Stream<String> errorNames() {
        return IntStream.rangeClosed(1, 133)
                .filter(number -> number != 41 && number != 58)
                .mapToObj(number -> new Errno(number).symbol());
    }
}
