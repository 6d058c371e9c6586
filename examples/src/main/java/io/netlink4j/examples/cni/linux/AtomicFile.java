package io.netlink4j.examples.cni.linux;

import io.netlink4j.examples.cni.protocol.CniException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writes small files so that a full disk and the end of the process leave the old one or the new one, and never a part. */
public final class AtomicFile {
    private static final String BEFORE = ".";
    private static final String BEHIND = ".new";

    private AtomicFile() {}

    private static Path partial(Path file) {
        return file.resolveSibling(BEFORE + file.getFileName() + BEHIND);
    }

    /** Whether {@code file} is a part that a process left which ended while it wrote. */
    public static boolean isPartial(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(BEFORE) && name.endsWith(BEHIND);
    }

    /** Writes {@code text} into {@code file}, which only root may read. The caller holds a lock, or is the only one to write it. */
    public static void write(Path file, String text) {
        Path partial = partial(file);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (var channel = Files.newByteChannel(
                    partial,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(StandardCharsets.UTF_8.encode(text));
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw new CniException(CniException.IO, "cannot write " + file, e.toString());
        }
    }

    /** Deletes {@code file} if it exists, and what a process left that ended while it wrote it. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(partial(file));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CniException(CniException.IO, "cannot delete " + file, e.toString());
        }
    }
}
