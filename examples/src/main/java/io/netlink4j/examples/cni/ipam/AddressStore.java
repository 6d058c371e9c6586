package io.netlink4j.examples.cni.ipam;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.examples.cni.linux.AtomicFile;
import io.netlink4j.examples.cni.linux.Flock;
import io.netlink4j.examples.cni.protocol.CniException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The addresses of a network that are taken, a file each, in the form of the reference plugin {@code host-local}: both may work at the same
 * time. The name of a file is the address, its content the container and the interface.
 */
final class AddressStore implements AutoCloseable {
    private static final String LAST = "last_reserved_ip.";
    private static final String LINE = "\r\n";

    private final Path directory;
    private final Flock lock;

    private AddressStore(Path directory, Flock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Opens and locks the store of a network. Another process may have to finish first. */
    static AddressStore open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw failed("make the directory " + directory, e);
        }
        return new AddressStore(directory, Flock.take(directory.resolve("lock")));
    }

    /** Opens the store of a network if it exists. */
    static Optional<AddressStore> find(Path directory) {
        return Files.isDirectory(directory) ? Optional.of(open(directory)) : Optional.empty();
    }

    /** The address that was given last from a range set. */
    Optional<IpAddress> last(int set) {
        try {
            return Optional.of(
                    IpAddress.of(Files.readString(directory.resolve(LAST + set)).strip()));
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Takes an address, and returns whether it was free. */
    boolean reserve(IpAddress address, String container, String link, int set) {
        Path file = directory.resolve(address.toString());
        if (Files.exists(file)) {
            return false;
        }
        AtomicFile.write(file, container + LINE + link);
        try {
            // In place: some file systems take long to replace a file, and this one only says where the search begins.
            try (FileChannel last = FileChannel.open(
                    directory.resolve(LAST + set), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                last.truncate(last.write(StandardCharsets.UTF_8.encode(address.toString())));
            }
            return true;
        } catch (IOException e) {
            AtomicFile.delete(file);
            throw failed("reserve " + address, e);
        }
    }

    /** The addresses of a container's interface. */
    List<IpAddress> of(String container, String link) {
        return files(file -> isOwned(file, (id, name) -> belongs(id, name, container, link))).stream()
                .flatMap(file -> address(file).stream())
                .toList();
    }

    private static boolean belongs(String id, String name, String container, String link) {
        return id.equals(container) && (name.isEmpty() || name.equals(link));
    }

    private List<Path> files(Predicate<Path> test) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(test).toList();
        } catch (IOException | UncheckedIOException e) {
            throw failed("read " + directory, e);
        }
    }

    /** Whether {@code test} is true of the container and the interface. */
    private static boolean isOwned(Path file, BiPredicate<String, String> test) {
        return owner(file)
                .filter(owner -> test.test(owner.getFirst(), owner.getLast()))
                .isPresent();
    }

    private static Optional<IpAddress> address(Path file) {
        try {
            return Optional.of(IpAddress.of(String.valueOf(file.getFileName())));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** The container and the interface; old files have no interface. Files that cannot be read are left alone. */
    private static Optional<List<String>> owner(Path file) {
        try {
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .strip()
                    .split("\r?\n", 2);
            return Optional.of(List.of(lines[0].strip(), lines.length > 1 ? lines[1].strip() : ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Frees the addresses of a container's interface. */
    void release(String container, String link) {
        releaseIf((id, name) -> belongs(id, name, container, link));
    }

    /** Frees the addresses for which {@code garbage} is true of the container and the interface; old files have no interface. */
    void releaseIf(BiPredicate<String, String> garbage) {
        // Whoever wrote a part held the lock, and has ended.
        files(file -> AtomicFile.isPartial(file) || isOwned(file, garbage)).forEach(AtomicFile::delete);
    }

    private static CniException failed(String what, Exception e) {
        return new CniException(CniException.IO, "cannot " + what, e.toString());
    }

    @Override
    public void close() {
        lock.close();
    }
}
