package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.program.Program;
import io.netlink4j.core.resolve.NamespaceResolver;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.core.sysctl.Sysctl;
import io.netlink4j.core.thread.CheckedSupplier;
import io.netlink4j.core.thread.NamespaceTasks;
import io.netlink4j.core.thread.NamespaceThreadFactory;
import io.netlink4j.core.thread.OpenNamespace;
import io.netlink4j.core.thread.SharedPools;
import io.netlink4j.core.thread.SharedPoolsRefresher;
import io.netlink4j.core.thread.SharedSockets;
import io.netlink4j.core.thread.SpareSocket;
import io.netlink4j.core.thread.UserCodeThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a network namespace: an open file descriptor of its nsfs file, which keeps it alive ({@code
 * network_namespaces(7)}).
 *
 * <p>A namespace lives as long as anything refers to it, and what lives in it works as before until then:
 *
 * <ul>
 *   <li>a name, also one in another mount namespace, and any other mount of its file;
 *   <li>an open handle, or any descriptor of its file such as one of {@code /proc/PID/ns/net};
 *   <li>a thread inside, and so a process;
 *   <li>a socket that was opened inside, wherever it is used, and be it in a queue between two processes.
 * </ul>
 *
 * <p>So a handle goes on working after its name was deleted, and closing a handle deletes no name. When the last of these is
 * gone the kernel takes the namespace apart, a little later: virtual links go, their peers elsewhere too, and physical ones
 * return to the first namespace. {@link #pids} finds the processes; sockets and descriptors are their holders' business.
 *
 * <p>Names are files in {@code /run/netns}, made as
 * {@code ip netns} makes them, and each sees the other's; a process that cannot write there but has {@code XDG_RUNTIME_DIR}
 * uses {@code netns} in that, and the system property {@code io.netlink4j.netns.directory} names any other place. They are
 * UTF-8 whatever the locale of the JVM; a file whose name is not is left out.
 *
 * {@snippet :
 * try (NetworkNamespace red = NetworkNamespace.create("red")) {
 *     ServerSocketChannel web = red.sockets().listen("127.0.0.1", 80);
 *     String links = red.call(() -> Files.readString(Path.of("/proc/thread-self/net/dev")));
 * } finally {
 *     NetworkNamespace.delete("red");
 * }
 * }
 *
 * <p>To enter another namespace takes CAP_SYS_ADMIN; to use the one that the calling thread is in takes no privilege.
 *
 * <p>No thread of the caller ever changes its namespace. Handles may be used by any thread at once, virtual ones included.
 * Errors are {@link io.netlink4j.core.error.NetlinkException}s; a closed handle answers with {@code Closed}.
 *
 * <p>Each call that waits, for the kernel or for another process, ends with {@code TimedOut} after 10 seconds or what the system
 * property {@code io.netlink4j.timeout} says ({@code PT30S}), and with {@code Interrupted} when its thread is interrupted, before or
 * meanwhile. What the kernel makes later is undone: a namespace or socket is closed, a program killed. The code of {@link #call} may
 * take any time, and is interrupted with its caller.
 */
public final class NetworkNamespace implements AutoCloseable {
    static {
        // These look whether there are descriptors for what breaks for good without.
        FreeDescriptors.prepare(
                Deadlines.class,
                NamespaceTasks.class,
                OpenNamespace.class,
                SharedPools.class,
                SharedPoolsRefresher.class,
                SharedSockets.class,
                NamespaceSockets.class,
                Sysctl.class,
                CheckedSupplier.class,
                Call.class,
                Action.class);
    }

    private final OwnedFd fd;
    private final NamespaceId id;
    private final @Nullable String name;
    private final OpenNamespace inside;

    private NetworkNamespace(int fd, @Nullable String name) {
        this(fd, new SpareSocket(), name);
    }

    private NetworkNamespace(int fd, SpareSocket spare, @Nullable String name) {
        this.fd = OwnedFd.watched(
                fd,
                "the handle of " + (name == null ? "the namespace" : "namespace '" + name + "'"),
                _ -> spare.close());
        this.name = name;
        try {
            FileId file = FileId.of(fd);
            this.id = new NamespaceId(file.device(), file.inode());
        } catch (RuntimeException | Error e) {
            this.fd.close();
            throw e;
        }
        this.inside = new OpenNamespace(this.fd, spare, toString());
    }

    /**
     * Creates a namespace with a name, as {@code ip netns add} does. Whatever fails, nothing of it is left.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another process does not
     *     give back the lock of the directory of names ({@code flock(2)})
     * @throws IllegalArgumentException if the name is empty, longer than 255 bytes, has a '/' or NUL, or is '.' or '..'
     */
    public static NetworkNamespace create(String name) {
        NameReservation given = new NameReservation(name, "create namespace '" + name + "'");
        return named(given, () -> newborn(name, given::take));
    }

    /** Creates a namespace without a name, which is gone when its last handle, socket and process are. */
    public static NetworkNamespace createUnnamed() {
        return newborn(null, () -> {});
    }

    /**
     * Gives a namespace a name, which it may have beside others, and answers another handle on it. Whatever fails, the name
     * is not there.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another process does not
     *     give back the lock of the directory of names ({@code flock(2)})
     * @throws IllegalArgumentException if the name is empty, longer than 255 bytes, has a '/' or NUL, or is '.' or '..'
     */
    public static NetworkNamespace attach(String name, NetworkNamespace namespace) {
        NameReservation given = new NameReservation(name, "attach the name '" + name + "' to " + namespace);
        return namespace.fd.use(number -> named(given, () -> {
            given.take();
            return new NetworkNamespace(
                    NamespaceFile.open("/proc/self/fd/" + number, namespace.toString(), null), name);
        }));
    }

    /**
     * Gives the namespace of a process a name, as {@code ip netns attach} does.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such process
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another process does not
     *     give back the lock of the directory of names ({@code flock(2)})
     * @throws IllegalArgumentException if the name is empty, longer than 255 bytes, has a '/' or NUL, or is '.' or '..'
     */
    public static NetworkNamespace attach(String name, long pid) {
        NamespaceDirectory.checkName(name);
        try (NetworkNamespace namespace = ofProcess(pid)) {
            return attach(name, namespace);
        }
    }

    /**
     * Opens the namespace of that name.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is none
     * @throws io.netlink4j.core.error.NetlinkException.Invalid if the file of that name is no network namespace
     */
    public static NetworkNamespace open(String name) {
        String file = NamespaceDirectory.file(name);
        String missing = "there is no such name in " + NamespaceDirectory.directory();
        return new NetworkNamespace(NamespaceFile.open(file, "namespace '" + name + "'", missing), name);
    }

    /**
     * Opens the namespace that a file such as {@code /proc/PID/ns/net} or a mount of it stands for.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Invalid if it is no network namespace
     */
    public static NetworkNamespace open(Path path) {
        String file = BytePath.text(path);
        return new NetworkNamespace(NamespaceFile.open(file, "the namespace " + file, "there is no such file"), null);
    }

    /**
     * Opens the namespace of a process ({@code /proc/PID/ns/net}), which is the one of its first thread.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such process
     */
    public static NetworkNamespace ofProcess(long pid) {
        String what = "the namespace of process " + pid;
        return new NetworkNamespace(
                NamespaceFile.open("/proc/" + pid + "/ns/net", what, "there is no such process"), null);
    }

    /**
     * Opens the namespace that the processes of a control group are in ({@code cgroup.procs}), or, where it has none itself,
     * those of the groups below it: so that of a container or a systemd service.
     *
     * @param directory the group, such as {@code /sys/fs/cgroup/system.slice/nginx.service}
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such group, or no process in it
     * @throws io.netlink4j.core.error.NetlinkException.Invalid if that is no control group, or its processes are in several
     *     namespaces, which the message names
     */
    public static NetworkNamespace ofCgroup(Path directory) {
        return Cgroup.namespace(directory);
    }

    /** Opens the namespace of the calling thread ({@code /proc/thread-self/ns/net}). */
    public static NetworkNamespace current() {
        return new NetworkNamespace(NamespaceFile.openOwn(), null);
    }

    /** The names there are, sorted, as {@code ip netns list} shows them. */
    public static List<String> list() {
        return NamespaceDirectory.names();
    }

    /**
     * Watches names come and go.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if the directory of names may not be read
     */
    public static NamespaceWatch watch() {
        return new NamespaceWatch(NamespaceDirectory.path());
    }

    /**
     * Takes the name away from a namespace, as {@code ip netns delete} does; the namespace is gone with its last handle,
     * socket and process, and its physical devices return to the first namespace. Of a name that is a symbolic link only the link
     * goes.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such name
     * @throws io.netlink4j.core.error.NetlinkException.Busy if its file is mounted in another mount namespace
     */
    public static void delete(String name) {
        NamespaceDirectory.remove(NamespaceDirectory.file(name), "delete namespace '" + name + "'");
    }

    /** The name by which it was created or opened; it may have been deleted since. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The device and inode number; known after close, too. */
    public NamespaceId id() {
        return id;
    }

    /** The names that it has now, sorted, as {@code ip netns identify} finds them. */
    public List<String> names() {
        return fd.use(number -> NamespaceDirectory.namesOf(FileId.of(number)));
    }

    /**
     * The processes inside now, in ascending order, as {@code ip netns pids} finds them: those whose first thread is in it,
     * and of these only those that this process may look at ({@code ptrace(2)}, PTRACE_MODE_READ).
     */
    public List<Long> pids() {
        return fd.use(number -> Processes.in(FileId.of(number)));
    }

    /** Whether both handles refer to one namespace; meaningful while both are open. */
    public boolean isSameAs(NetworkNamespace other) {
        return id.equals(other.id);
    }

    /**
     * Runs {@code body} inside the namespace, on a platform thread that is made for it and ends with it, and waits.
     *
     * <p>What the body throws comes out as it is; an interruption of the caller interrupts the body. Sockets opened here stay in
     * the namespace and may be used anywhere, but {@code new Socket()} opens only when it connects. So {@code red.call(() ->
     * HttpServer.create(address, 0))} is a server inside, to be started and used from anywhere.
     *
     * <p>A thread that the body starts is born inside and stays there for its life. That is meant for threads of its own; but a
     * pool from outside may also start one to take a task that the body hands it: then give that pool its task from outside. The
     * pools that all code shares are safe: before a body runs, the carriers of virtual threads and the workers
     * of the common pool are all started outside, as many as there are processors, and kept from ending while bodies run, so
     * that nobody inside has to start one. So virtual threads, parallel streams and {@code CompletableFuture}s that a body
     * starts work, and work outside. The system property {@code io.netlink4j.pools.keepHome=false} switches this off, for a program
     * whose bodies use none of these.
     *
     * @throws X what the body throws
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if {@code setns} needs CAP_SYS_ADMIN
     */
    public <T extends @Nullable Object, X extends Exception> T call(Call<T, X> body) throws X {
        keepHome("run code in " + this);
        int number = fd.acquire();
        try {
            return UserCodeThread.call(number, toString(), body::call);
        } finally {
            fd.release();
        }
    }

    /** The same for a body without a result. */
    public <X extends Exception> void run(Action<X> body) throws X {
        this.<Boolean, X>call(() -> {
            body.run();
            return true;
        });
    }

    /**
     * Makes platform threads that live inside, for code that has to. They are no daemons; they go on when the handle is closed,
     * and end as any thread does. A thread that was made and not yet started keeps the handle's descriptor open.
     *
     * <p>So {@code Executors.newFixedThreadPool(4, red.threadFactory())} is a pool inside. {@code java.net.http.HttpClient} takes no
     * socket factory: its {@code send} connects on the calling thread, and its {@code sendAsync} on the threads of its executor.
     * So build it in {@link #call}, with such a pool as its executor, and use {@code sendAsync}; {@code send} only in {@link #call}.
     *
     * <p>Whether this process may enter is found out here, not when a thread starts. For a closed handle {@code newThread}
     * throws {@code Closed}. What {@link #call} says about the code in there is true here, too.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if {@code setns} needs CAP_SYS_ADMIN
     */
    public ThreadFactory threadFactory() {
        inside.inside(() -> true);
        keepHome("make threads in " + this);
        return new NamespaceThreadFactory(fd, toString());
    }

    /**
     * Starts a program inside, as {@code ip netns exec} does: in a mount namespace of its own where {@code /sys} shows this
     * namespace's devices and, if the namespace has a name, every entry of {@code /etc/netns/NAME/} covers the one of that
     * name in {@code /etc}, so that the program resolves names by this namespace's {@code resolv.conf}.
     *
     * <p>An interrupted caller waits a second more for the program to start; the program is killed if it starts later. Do not change
     * {@code program} then: its start may still be under way.
     *
     * <p>The process is one like any other: its streams and redirects, environment, directory, exit code, signals. It keeps
     * the namespace alive, and neither the handle nor this JVM. What of the view cannot be made (a process in a user
     * namespace may mount {@code /sys} only for network namespaces that this one owns) is logged at DEBUG, and the program
     * runs without; {@link #exec(ProcessBuilder, Consumer)} tells the caller. In the namespace that the caller is in, a process
     * without CAP_SYS_ADMIN starts programs with the view that it has itself.
     *
     * @throws IOException as {@link ProcessBuilder#start} does
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if CAP_SYS_ADMIN is missing
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not start it in time
     * @throws io.netlink4j.core.error.NetlinkException with {@code EMFILE} or {@code ENFILE} if no more files may be opened, and
     *     with {@code EILSEQ} if the encoding of the JVM's locale cannot express the program's arguments
     */
    public Process exec(ProcessBuilder program) throws IOException {
        return exec(program, missing -> Program.log(missing));
    }

    /**
     * The same for a caller who wants to know what the program will not see. {@code missing} is called for each such part
     * by the calling thread before the program starts; if it throws, the program is not started.
     *
     * {@snippet :
     * Process ping = red.exec(new ProcessBuilder("ping", "-c1", "gateway"), part -> {
     *     throw part; // the whole view or nothing
     * });
     * }
     */
    public Process exec(ProcessBuilder program, Consumer<NetlinkException> missing) throws IOException {
        FreeDescriptors.require(Program.DESCRIPTORS, "start a program in " + this);
        return new Program(program, Optional.ofNullable(name), missing).start(fd, toString());
    }

    /** JDK channels that live in this namespace. */
    public NamespaceSockets sockets() {
        SharedSockets.keepHome("open sockets in " + this);
        return new NamespaceSockets(inside);
    }

    /** Names to addresses, by this namespace's {@code nsswitch.conf}, {@code hosts} and {@code resolv.conf}. */
    public NamespaceResolver resolver() {
        return new NamespaceResolver(inside, name());
    }

    /** The kernel parameters below {@code net} of this namespace. */
    public Sysctl sysctl() {
        return new Sysctl(inside);
    }

    /**
     * Lends the file descriptor to {@code body}: the safe way to it, since the number stays open until the body returns, even
     * if the handle is closed meanwhile. The body must not close it.
     */
    public <T> T withFileDescriptor(IntFunction<T> body) {
        return fd.use(body);
    }

    private void keepHome(String operation) {
        // An interruption of before is meant for the code that is to run inside.
        boolean interrupted = Thread.interrupted();
        try {
            SharedPools.keepHome(inside, operation);
            SharedSockets.keepHome(operation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Opens a socket inside ({@code socket(2)}), of any family and protocol, and answers its file descriptor, which the caller owns. It is
     * closed in programs that this process starts ({@code SOCK_CLOEXEC}). For TCP and UDP see {@link #sockets}.
     *
     * @param family such as {@code AF_PACKET}
     * @param type such as {@code SOCK_RAW}, with {@code SOCK_NONBLOCK} if wanted
     * @param protocol as the family defines it, in the byte order that it wants
     * @throws NetlinkException with {@code EAFNOSUPPORT} or {@code EPROTONOSUPPORT} if this kernel does not have it
     */
    public int openSocket(int family, int type, int protocol) {
        return inside.openSocket(family, type, protocol);
    }

    /** Closes the handle, for good once nobody uses it any more; the namespace, its name and its sockets live on. */
    @Override
    public void close() {
        fd.close();
    }

    /** {@code namespace 'red'}, or {@code namespace net:[4026532193]} for one without a name. */
    @Override
    public String toString() {
        return "namespace " + (name == null ? id.toString() : "'" + Printable.of(name) + "'");
    }

    /** A handle on a new namespace; what {@code meanwhile} throws comes out, and then there is none. */
    private static NetworkNamespace newborn(@Nullable String name, Runnable meanwhile) {
        Newborn newborn = NamespaceTasks.insideNew(meanwhile, Newborn::here);
        return new NetworkNamespace(newborn.fd, newborn.spare, name);
    }

    /** The namespace that {@code handle} answers, once it has the name; if anything fails, neither of both is left. */
    private static NetworkNamespace named(NameReservation name, Supplier<NetworkNamespace> handle) {
        NetworkNamespace namespace = null;
        try {
            namespace = handle.get();
            namespace.fd.<Boolean>use(number -> {
                name.give(number);
                return true;
            });
            return namespace;
        } catch (RuntimeException | Error e) {
            if (namespace != null) {
                namespace.close();
            }
            name.giveUp(e);
            throw e;
        }
    }

    /** What a visit to a new namespace brings back. */
    private record Newborn(int fd, SpareSocket spare) implements AutoCloseable {
        static Newborn here() {
            return new Newborn(NamespaceFile.openOwn(), SpareSocket.here());
        }

        @Override
        public void close() {
            new OwnedFd(fd, "a new namespace", _ -> spare.close()).close();
        }
    }

    /**
     * Code with a result, to be run inside a namespace.
     *
     * @param <T> the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object, X extends Exception> {
        /** Does the work. */
        T call() throws X;
    }

    /**
     * Code without a result, to be run inside a namespace.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /** Does the work. */
        void run() throws X;
    }
}
