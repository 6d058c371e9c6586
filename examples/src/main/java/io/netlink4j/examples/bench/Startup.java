package io.netlink4j.examples.bench;

import io.netlink4j.nft.Nft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Whole programs from start to end, in turn: one that does nothing, one that makes one foreign call, which is the least that the JDK needs
 * for this library, and one that lists tables. Then the same with an ahead-of-time cache of classes (JDK 25, {@code -XX:AOTCache}).
 */
final class Startup implements Workload {
    private static final List<Class<?>> PROGRAMS = List.of(Nothing.class, ForeignCall.class, ListTables.class);

    /** The flags of a small program: the compilers and the collector that start fastest. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private static final int FIRST_WITH_CACHE = 25;
    /** {@code cutime} and {@code cstime} of {@code /proc/self/stat}, counted behind the name of the program. */
    private static final int CHILDREN_TIME = 13;

    private static final long TICKS_PER_SECOND = 100;

    private final int count;
    private final Path directory;
    private final String classPath;

    Startup(int[] numbers) {
        this.count = numbers[0];
        try {
            this.directory = Files.createTempDirectory("startup");
            this.classPath = jars();
            if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
                for (Class<?> program : PROGRAMS) {
                    run(command(program, "-XX:AOTCacheOutput=" + cache(program)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path of this program as jars: a cache knows no directories. */
    private String jars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("jdk.module.path").split(":", -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                String jar = directory.resolve(jars.size() + ".jar").toString();
                ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
                if (tool.run(System.out, System.err, "--create", "--file", jar, "-C", entry, ".") != 0) {
                    throw new IOException("cannot make a jar of " + entry);
                }
                jars.add(jar);
            } else {
                jars.add(entry);
            }
        }
        return String.join(":", jars);
    }

    private Path cache(Class<?> program) {
        return directory.resolve(program.getSimpleName() + ".aot");
    }

    private List<String> command(Class<?> program, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of(more));
        command.addAll(List.of("-cp", classPath, program.getName()));
        return command;
    }

    @Override
    public int warmUp() {
        return 1;
    }

    @Override
    public List<Line> round() {
        List<Line> lines = new ArrayList<>(inTurn(""));
        if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
            lines.addAll(inTurn("-with-cache"));
        }
        return lines;
    }

    private List<Line> inTurn(String suffix) {
        List<Stopwatch> watches = new ArrayList<>();
        long[] ticks = new long[PROGRAMS.size()];
        PROGRAMS.forEach(program -> watches.add(new Stopwatch(count)));
        for (int i = 0; i < count; i++) {
            for (int program = 0; program < ticks.length; program++) {
                Class<?> type = PROGRAMS.get(program);
                List<String> command = suffix.isEmpty() ? command(type) : command(type, "-XX:AOTCache=" + cache(type));
                long before = childrenTicks();
                watches.get(program).lapBegins();
                run(command);
                watches.get(program).lapEnds();
                ticks[program] += childrenTicks() - before;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int program = 0; program < ticks.length; program++) {
            long millis = ticks[program] * 1000 / TICKS_PER_SECOND / count;
            lines.add(watches.get(program)
                    .line(PROGRAMS.get(program).getSimpleName() + suffix)
                    .with("cpu", millis + "ms"));
        }
        return lines;
    }

    /** The processor time of all programs that this one started and that have ended. */
    private static long childrenTicks() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[CHILDREN_TIME]) + Long.parseLong(fields[CHILDREN_TIME + 1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing. */
    static final class Nothing {
        private Nothing() {}

        /** Prints a number. */
        public static void main(String[] args) {
            System.out.println(args.length);
        }
    }

    /** Calls one function of the C library, in the shape that this library uses. */
    static final class ForeignCall {
        private ForeignCall() {}

        /** Prints the process's number. */
        @SuppressWarnings("restricted")
        public static void main(String[] args) throws Throwable {
            Linker linker = Linker.nativeLinker();
            ValueLayout.OfLong number = ValueLayout.JAVA_LONG;
            MethodHandle handle = linker.downcallHandle(
                    FunctionDescriptor.of(number, number, number, number, number, number),
                    Linker.Option.captureCallState("errno"));
            MemorySegment errno = Arena.global().allocate(Linker.Option.captureStateLayout());
            MemorySegment getpid = linker.defaultLookup().find("getpid").orElseThrow();
            System.out.println((long) handle.invokeExact(getpid, errno, 0L, 0L, 0L, 0L, 0L));
        }
    }

    /** Lists tables. */
    static final class ListTables {
        private ListTables() {}

        /** Prints how many tables there are. */
        public static void main(String[] args) {
            try (Nft nft = Nft.open()) {
                System.out.println(nft.tables().list().size());
            }
        }
    }
}
