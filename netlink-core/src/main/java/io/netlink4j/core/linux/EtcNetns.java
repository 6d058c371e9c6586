package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a namespace that replace those in {@code /etc}: the entries of {@code /etc/netns/NAME}. */
public final class EtcNetns {
    public static final String ETC = "/etc";

    private EtcNetns() {}

    /** The names of the entries, sorted; none if the namespace has no name or no such directory. */
    public static List<String> entries(Optional<String> name) {
        if (name.isEmpty()) {
            return List.of();
        }
        String directory = directory(name.get());
        List<String> entries = new ArrayList<>();
        int result = DirectoryReader.read(directory, entries::add);
        if (result != -Errno.ENOENT.number() && result != -Errno.ENOTDIR.number()) {
            SystemCall.check(
                    result,
                    "list " + directory + ", which has the namespace's part of " + ETC,
                    Errno.EACCES,
                    "it needs the permission to read that directory");
        }
        return entries.stream().sorted().toList();
    }

    /** The file that a program inside finds as {@code /etc/FILE}. */
    public static Path file(Optional<String> name, String file) {
        return name.map(own -> BytePath.path(directory(own) + "/" + file))
                .filter(Files::exists)
                .orElse(Path.of(ETC, file));
    }

    /** The directory of the entries. */
    public static String directory(String name) {
        return ETC + "/netns/" + name;
    }
}
