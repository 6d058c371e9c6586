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
import io.netlink4j.core.tun.TunDevice;
import io.netlink4j.core.tun.TunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * <p>A namespace lives as long as one of these refers to it, and everything in it works until then:
 *
 * <ul>
 *   <li>a name, also one in another mount namespace, or any other mount of its file;
 *   <li>an open handle, or any descriptor of its file such as one of {@code /proc/PID/ns/net};
 *   <li>a thread inside, and so a process;
 *   <li>a socket that was opened inside, wherever it is used, even if it is in transit between two processes.
 * </ul>
 *
 * <p>So a handle keeps working after its name was deleted, and closing a handle deletes no name. A little after the
 * last reference is gone, the kernel removes the namespace: virtual links are deleted together with their peers
 * elsewhere, and physical links return to the first namespace. {@link #pids} finds the processes inside; sockets and
 * descriptors cannot be found.
 *
 * <p>Names are files in {@code /run/netns}, as {@code ip netns} makes them, so both see each other's. A process that
 * cannot write there uses {@code $XDG_RUNTIME_DIR/netns} if that variable is set. The system property {@code
 * io.netlink4j.netns.directory} sets another directory. Names are UTF-8 in any locale; files whose names are not are
 * left out.
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
 * <p>Entering another namespace needs CAP_SYS_ADMIN. Using the calling thread's own namespace needs no privilege.
 *
 * <p>Threads of the caller never change their namespace. Any number of threads, virtual ones included, may use a handle
 * at once. Errors are {@link io.netlink4j.core.error.NetlinkException}s; a closed handle throws {@code Closed}.
 *
 * <p>A call that waits for the kernel or for another process throws {@code TimedOut} after 10 seconds, or the duration
 * in the system property {@code io.netlink4j.timeout} ({@code PT30S}), and {@code Interrupted} if its thread is
 * interrupted, before or meanwhile. What the kernel completes later is undone: a namespace or socket is closed, a
 * program is killed. The code of {@link #call} may take any time and is interrupted with its caller.
 */
public final class NetworkNamespace implements AutoCloseable {
    static {
        // These classes must work, and report it, when there are no more file descriptors.
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
     * Creates a namespace with a name, as {@code ip netns add} does. If anything fails, neither the name nor the
     * namespace is left.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another
     *     process does not give back the lock of the directory of names ({@code flock(2)})
     * @throws IllegalArgumentException if the name is empty, longer than 255 bytes, has a '/' or NUL, or is '.' or '..'
     */
    public static NetworkNamespace create(String name) {
        NameReservation reservation = new NameReservation(name, "create namespace '" + name + "'");
        return named(reservation, () -> createWhile(name, reservation::reserve));
    }

    /** Creates a namespace without a name. It ends with its last handle, socket and process. */
    public static NetworkNamespace createUnnamed() {
        return createWhile(null, () -> {});
    }

    /** Creates several namespaces without names, side by side. If one cannot be created, none is left. */
    public static List<NetworkNamespace> createUnnamed(int count) {
        List<NewNamespace> created = NamespaceTasks.insideNew(count, NewNamespace::here);
        List<NetworkNamespace> namespaces = new ArrayList<>(count);
        try {
            for (NewNamespace one : created) {
                namespaces.add(new NetworkNamespace(one.fd, one.spare, null));
            }
            return namespaces;
        } catch (RuntimeException | Error e) {
            namespaces.forEach(NetworkNamespace::close);
            created.subList(namespaces.size() + 1, count).forEach(NewNamespace::close);
            throw e;
        }
    }

    /**
     * Gives a namespace a name, in addition to those it has, and returns another handle on it. If anything fails, the
     * name is not left.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another
     *     process does not give back the lock of the directory of names ({@code flock(2)})
     * @throws IllegalArgumentException if the name is empty, longer than 255 bytes, has a '/' or NUL, or is '.' or '..'
     */
    public static NetworkNamespace attach(String name, NetworkNamespace namespace) {
        NameReservation reservation = new NameReservation(name, "attach the name '" + name + "' to " + namespace);
        return namespace.fd.use(number -> named(reservation, () -> {
            reservation.reserve();
            return new NetworkNamespace(
                    NamespaceFile.open("/proc/self/fd/" + number, namespace.toString(), null), name);
        }));
    }

    /**
     * Gives the namespace of a process a name, as {@code ip netns attach} does.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such process
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the name is taken
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not make it in time, or another
     *     process does not give back the lock of the directory of names ({@code flock(2)})
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
     * Opens the namespace of a file such as {@code /proc/PID/ns/net} or a mount of it.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Invalid if the file is no network namespace
     */
    public static NetworkNamespace open(Path path) {
        String file = BytePath.text(path);
        return new NetworkNamespace(NamespaceFile.open(file, "the namespace " + file, "there is no such file"), null);
    }

    /**
     * Opens the namespace of a process, which is that of its first thread ({@code /proc/PID/ns/net}).
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such process
     */
    public static NetworkNamespace ofProcess(long pid) {
        String what = "the namespace of process " + pid;
        return new NetworkNamespace(
                NamespaceFile.open("/proc/" + pid + "/ns/net", what, "there is no such process"), null);
    }

    /**
     * Opens the namespace of the processes in a control group ({@code cgroup.procs}), such as a container or a systemd
     * service. If the group has no processes itself, those of the groups below it count.
     *
     * @param directory the group, such as {@code /sys/fs/cgroup/system.slice/nginx.service}
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such group, or no process in it
     * @throws io.netlink4j.core.error.NetlinkException.Invalid if the directory is no control group, or its processes
     *     are in several namespaces; the message names them
     */
    public static NetworkNamespace ofCgroup(Path directory) {
        return Cgroup.namespace(directory);
    }

    /** Opens the namespace of the calling thread ({@code /proc/thread-self/ns/net}). */
    public static NetworkNamespace current() {
        return new NetworkNamespace(NamespaceFile.openOwn(), null);
    }

    /** The names of all namespaces, sorted, as {@code ip netns list} shows them. */
    public static List<String> list() {
        return NamespaceDirectory.names();
    }

    /**
     * Watches for names that are added and removed.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if the directory of names may not be read
     */
    public static NamespaceWatch watch() {
        return new NamespaceWatch(NamespaceDirectory.path());
    }

    /**
     * Removes a name, as {@code ip netns delete} does. The namespace ends with its last handle, socket and process; its
     * physical links then return to the first namespace. If the name is a symbolic link, only the link is removed.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such name
     * @throws io.netlink4j.core.error.NetlinkException.Busy if its file is mounted in another mount namespace
     */
    public static void delete(String name) {
        NamespaceDirectory.remove(NamespaceDirectory.file(name), "delete namespace '" + name + "'");
    }

    /** The name by which the handle was created or opened. The name may have been deleted since. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The device and inode number. Available after close, too. */
    public NamespaceId id() {
        return id;
    }

    /** The current names of the namespace, sorted, as {@code ip netns identify} finds them. */
    public List<String> names() {
        return fd.use(number -> NamespaceDirectory.namesOf(FileId.of(number)));
    }

    /**
     * The processes inside, in ascending order, as {@code ip netns pids} finds them: those whose first thread is in the
     * namespace and that this process may inspect ({@code ptrace(2)}, PTRACE_MODE_READ).
     */
    public List<Long> pids() {
        return fd.use(number -> Processes.in(FileId.of(number)));
    }

    /**
     * Describes what keeps the namespace alive besides this handle: its names, other processes inside, and of this process the threads
     * inside, the sockets that were opened inside and other open handles. Reads {@code /proc}; the namespace of a socket is known only with
     * CAP_NET_ADMIN over it ({@code SIOCGSKNS}). Meant for messages. May be called after close.
     */
    public List<String> holders() {
        return NamespaceHolders.of(this);
    }

    /** Whether both handles refer to the same namespace. Valid while both are open. */
    public boolean isSameAs(NetworkNamespace other) {
        return id.equals(other.id);
    }

    /**
     * Runs {@code body} inside the namespace and waits for its end. The body runs on a new platform thread that ends
     * with it.
     *
     * <p>An exception of the body is thrown as it is. An interruption of the caller interrupts the body. Sockets that
     * the body opens stay in the namespace and may be used anywhere, so {@code red.call(() ->
     * HttpServer.create(address, 0))} is a server inside. {@code new Socket()} opens its socket only when it connects.
     *
     * <p>A thread that the body starts begins inside and stays there. This also holds for a pool of the caller that
     * starts a worker because the body submits a task to it; submit such tasks from outside. The JVM's shared pools are
     * safe: before a body runs, all carriers of virtual threads and all workers of the common pool are started outside
     * and kept from ending while bodies run. So virtual threads, parallel streams and {@code CompletableFuture}s that a
     * body starts run outside. The system property {@code io.netlink4j.pools.keepHome=false} switches this off, for
     * programs whose bodies use none of them.
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

    /** Runs a body without a result inside the namespace, as {@link #call} does. */
    public <X extends Exception> void run(Action<X> body) throws X {
        this.<Boolean, X>call(() -> {
            body.run();
            return true;
        });
    }

    /**
     * A factory for platform threads that run inside. They are not daemons, and closing the handle does not end them. A
     * thread that is not started yet keeps the handle's descriptor open.
     *
     * <p>{@code Executors.newFixedThreadPool(4, red.threadFactory())} is a pool inside. {@code
     * java.net.http.HttpClient} takes no socket factory: {@code send} connects on the calling thread, {@code sendAsync}
     * on the threads of its executor. So build the client in {@link #call} with such a pool as its executor, and use
     * {@code sendAsync}; use {@code send} in {@link #call} only.
     *
     * <p>This method throws if the process may not enter the namespace. {@code newThread} throws {@code Closed} if the
     * handle is closed. The notes of {@link #call} about threads and pools apply to these threads, too.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if {@code setns} needs CAP_SYS_ADMIN
     */
    public ThreadFactory threadFactory() {
        inside.inside(() -> true);
        keepHome("make threads in " + this);
        return new NamespaceThreadFactory(fd, toString());
    }

    /**
     * Starts a program inside, as {@code ip netns exec} does. The program gets a mount namespace of its own in which
     * {@code /sys} shows this namespace's devices. If the namespace has a name, each entry of {@code /etc/netns/NAME/}
     * is mounted over the entry of the same name in {@code /etc}; so the program uses this namespace's {@code
     * resolv.conf}.
     *
     * <p>An interrupted caller waits one more second for the program to start; a program that starts later is killed.
     * Do not change {@code program} after an interruption or a timeout: it may still be in use.
     *
     * <p>Streams and redirects, environment, directory, exit code and signals work as for any process. The process
     * keeps the namespace alive, but neither the handle nor this JVM. If a mount fails, this is logged at DEBUG and the
     * program runs without it: in a user namespace, {@code /sys} can be mounted only for network namespaces that this
     * user namespace owns. {@link #exec(ProcessBuilder, Consumer)} reports failed mounts to the caller. In the caller's
     * own namespace, a process without CAP_SYS_ADMIN starts programs without a mount namespace of their own.
     *
     * @throws IOException as {@link ProcessBuilder#start} does
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if CAP_SYS_ADMIN is missing
     * @throws io.netlink4j.core.error.NetlinkException.TimedOut if the kernel does not start it in time
     * @throws io.netlink4j.core.error.NetlinkException with {@code EMFILE} or {@code ENFILE} if no more files may be
     *     opened, and with {@code EILSEQ} if the encoding of the JVM's locale cannot encode the program's arguments
     */
    public Process exec(ProcessBuilder program) throws IOException {
        return exec(program, missing -> Program.log(missing));
    }

    /**
     * Starts a program inside, and reports each mount that failed. The calling thread calls {@code missing} before the
     * program starts; if it throws, the program is not started.
     *
     * {@snippet :
     * Process ping = red.exec(new ProcessBuilder("ping", "-c1", "gateway"), part -> {
     *     throw part; // all mounts or nothing
     * });
     * }
     */
    public Process exec(ProcessBuilder program, Consumer<NetlinkException> missing) throws IOException {
        FreeDescriptors.require(Program.DESCRIPTORS, "start a program in " + this);
        return new Program(program, Optional.ofNullable(name), missing).start(fd, toString());
    }

    /**
     * Opens a TUN or TAP device inside, and creates it if it is not there ({@code /dev/net/tun}). The link is down and has no addresses. It
     * ends with the last channel unless the request says that it stays.
     *
     * {@snippet :
     * try (TunDevice tun = red.openTun(TunRequest.tun("tun0"));
     *         Rtnl rtnl = Rtnl.open(red)) {
     *     rtnl.addresses().add(tun.name(), "10.8.0.1/24");
     *     rtnl.links().up(tun.name());
     *     ByteBuffer packet = ByteBuffer.allocate(65535);
     *     tun.read(packet);
     * }
     * }
     *
     * @throws NetlinkException.NotPermitted without CAP_NET_ADMIN in the user namespace that owns this one
     * @throws NetlinkException.Busy if the device has a channel already, and it or the request has one queue only
     * @throws NetlinkException.NotFound if there is no {@code /dev/net/tun}
     */
    public TunDevice openTun(TunRequest request) {
        return TunDevice.open(inside, request);
    }

    /** JDK channels that are opened in this namespace. */
    public NamespaceSockets sockets() {
        SharedSockets.keepHome("open sockets in " + this);
        return new NamespaceSockets(inside);
    }

    /** Resolves host names by this namespace's {@code nsswitch.conf}, {@code hosts} and {@code resolv.conf}. */
    public NamespaceResolver resolver() {
        return new NamespaceResolver(inside, name());
    }

    /** The kernel parameters below {@code net} of this namespace. */
    public Sysctl sysctl() {
        return new Sysctl(inside);
    }

    /**
     * Passes the handle's file descriptor to {@code body}. It stays open until the body returns, even if the handle is
     * closed meanwhile. The body must not close it.
     */
    public <T> T withFileDescriptor(IntFunction<T> body) {
        return fd.use(body);
    }

    private void keepHome(String operation) {
        // An interruption before the call is meant for the code that will run inside.
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
     * Opens a socket of any family and protocol inside ({@code socket(2)}), and returns its file descriptor. The caller
     * owns it. Programs that this process starts do not inherit it ({@code SOCK_CLOEXEC}). For TCP and UDP see {@link
     * #sockets}.
     *
     * @param family such as {@code AF_PACKET}
     * @param type such as {@code SOCK_RAW}, with {@code SOCK_NONBLOCK} if wanted
     * @param protocol as the family defines it, in the byte order of the family
     * @throws NetlinkException with {@code EAFNOSUPPORT} or {@code EPROTONOSUPPORT} if this kernel does not support it
     */
    public int openSocket(int family, int type, int protocol) {
        return inside.openSocket(family, type, protocol);
    }

    /** Closes the handle. Calls in progress complete. The namespace, its names and its sockets are not affected. */
    @Override
    public void close() {
        fd.close();
    }

    /** {@code namespace 'red'}, or {@code namespace net:[4026532193]} for one without a name. */
    @Override
    public String toString() {
        return "namespace " + (name == null ? id.toString() : "'" + Printable.of(name) + "'");
    }

    /** Creates a namespace without a name. If {@code meanwhile} throws, there is no namespace. */
    private static NetworkNamespace createWhile(@Nullable String name, Runnable meanwhile) {
        NewNamespace created = NamespaceTasks.insideNew(meanwhile, NewNamespace::here);
        return new NetworkNamespace(created.fd, created.spare, name);
    }

    /** Gives the namespace of {@code handle} the reserved name. If anything fails, neither of both is left. */
    private static NetworkNamespace named(NameReservation name, Supplier<NetworkNamespace> handle) {
        NetworkNamespace namespace = null;
        try {
            namespace = handle.get();
            namespace.fd.<Boolean>use(number -> {
                name.assign(number);
                return true;
            });
            return namespace;
        } catch (RuntimeException | Error e) {
            if (namespace != null) {
                namespace.close();
            }
            name.rollBack(e);
            throw e;
        }
    }

    /** A new namespace by its descriptor, with a socket that was opened in it. */
    private record NewNamespace(int fd, SpareSocket spare) implements AutoCloseable {
        static NewNamespace here() {
            return new NewNamespace(NamespaceFile.openOwn(), SpareSocket.here());
        }

        @Override
        public void close() {
            new OwnedFd(fd, "a new namespace", _ -> spare.close()).close();
        }
    }

    /**
     * Code with a result that runs inside a namespace.
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
     * Code without a result that runs inside a namespace.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /** Does the work. */
        void run() throws X;
    }
}
