package io.netlink4j.testkit;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The line that runs the kernel tests of the libraries and of the README where there is no Maven: in a container, on another kernel. It
 * names files of this JVM, whose class path has to hold all that those tests need and JUnit's console.
 */
public final class KernelTests {
    /** The libraries, by the directories of their modules. */
    public static final List<String> MODULES = List.of("netlink-core", "netlink-rtnl", "netlink-nft");

    private KernelTests() {}

    /** Writes the line of all these tests, one argument each, into the file that is named as the only argument. */
    public static void main(String... arguments) throws IOException {
        // The longest test of all is theirs, which several machines had better not begin at the end.
        List<String> modules = new ArrayList<>(List.of("examples"));
        modules.addAll(MODULES);
        Files.write(Path.of(arguments[0]), line(modules, Path::toString));
    }

    /** The directories and archives that the line names. */
    public static List<Path> files(List<String> modules) throws IOException {
        return Stream.of(Stream.of(jdk()), homes(modules).stream(), classPath())
                .flatMap(path -> path)
                .distinct()
                .toList();
    }

    /**
     * Program and arguments.
     *
     * @param modules directories beside the current one, whose tests are run
     * @param there the name of a file where the tests run
     */
    public static List<String> line(List<String> modules, Function<Path, String> there) throws IOException {
        String homes = homes(modules).stream().map(there).collect(Collectors.joining(File.pathSeparator));
        List<String> line = new ArrayList<>();
        line.add(there.apply(jdk().resolve("bin/java")));
        // Most of it runs once: the better of the two compilers would be at work for longer than what it compiles.
        line.add("-XX:TieredStopAtLevel=1");
        // A collector with threads of its own would take its turns on the few processors that there are.
        line.add("-XX:+UseSerialGC");
        line.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--illegal-native-access=deny"));
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-cp");
        line.add(homes + File.pathSeparator + classPath().map(there).collect(Collectors.joining(File.pathSeparator)));
        line.addAll(List.of("org.junit.platform.console.ConsoleLauncher", "execute", "--fail-if-no-tests"));
        line.addAll(List.of("--disable-banner", "--disable-ansi-colors", "--details=testfeed"));
        line.addAll(List.of(
                "--scan-classpath=" + homes,
                "--include-classname=io\\.netlink4j\\.(core|rtnl|nft|examples\\.readme)\\..*IT"));
        Properties parameters = new Properties();
        parameters.load(new StringReader(System.getProperty("test.engine.parameters")));
        parameters.forEach((name, value) -> line.add("--config=" + name + "=" + value));
        return line;
    }

    private static Path jdk() throws IOException {
        return Path.of(System.getProperty("java.home")).toRealPath();
    }

    private static List<Path> homes(List<String> modules) throws IOException {
        List<Path> homes = new ArrayList<>();
        for (String module : modules) {
            homes.add(Path.of("..", module, "target", "test-classes").toRealPath());
        }
        return homes;
    }

    private static Stream<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                // The programs' log, where the tests have one of their own.
                .filter(file -> !file.contains("/slf4j-simple/"))
                .map(Path::of)
                .filter(Files::exists);
    }
}
