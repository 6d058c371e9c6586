package io.netlink4j.examples.tour;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a course on Linux networking does with {@code ip} and {@code nft}, in one Java process: namespaces, cables, a switch, NAT
 * in both directions and a router, in namespaces of its own and with packets that arrive.
 */
public final class Tour {
    private static final List<Step> STEPS = List.of(
            new HostAndLan(),
            new TwoNamespaces(),
            new Cable(),
            new Switch(),
            new Masquerading(),
            new PortForwarding(),
            new Router());

    private final TourNetwork network;
    private final Narrator tell;
    private final Path picture;

    /**
     * A tour.
     *
     * @param network empty
     * @param out where it is told
     * @param picture the file that the picture of the network goes to
     */
    Tour(TourNetwork network, PrintStream out, Path picture) {
        this.network = network;
        this.tell = new Narrator(out);
        this.picture = picture;
    }

    /**
     * Runs the tour. The exit status is 0 if every observation was the expected one.
     *
     * @param arguments the file to draw the picture into; {@code target/network.svg} if it is not given
     */
    public static void main(String[] arguments) throws IOException {
        if (!JdkIpv6.find() && JdkIpv6.isWorthAnotherJvm()) {
            System.exit(JdkIpv6.runAgain());
        }
        // Frames and ticks, which the encoding of a bare locale could not show.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path picture = Path.of(arguments.length > 0 ? arguments[0] : "target/network.svg");
        TourNetwork network = new TourNetwork();
        // However it ends; only after SIGKILL the next tour has to clean up.
        Runtime.getRuntime().addShutdownHook(new Thread(network::close, "tour cleanup"));
        System.exit(new Tour(network, out, picture).run() ? 0 : 1);
    }

    /** Whether every observation was the expected one. */
    boolean run() {
        long start = System.nanoTime();
        try {
            welcome();
            if (!JdkIpv6.find()) {
                throw new IOException("this JVM has no IPv6, which it needs for a part of the tour");
            }
            for (Step step : STEPS) {
                tell.title(step.title(), step.idea());
                step.run(network, tell);
            }
            draw();
        } catch (IOException | RuntimeException e) {
            tell.surprise("the tour ends here", String.valueOf(e.getMessage()));
        }
        sumUp(Duration.ofNanos(System.nanoTime() - start));
        return tell.surprises() == 0;
    }

    private void welcome() {
        int leftovers = NodeNames.removeLeftovers();
        if (leftovers > 0) {
            tell.text("Removed " + leftovers + " namespaces that an earlier tour could not remove.\n");
        }
        tell.text("A tour of Linux networking, in namespaces that are gone afterwards. Their names are "
                + network.pattern()
                + ";\nthe lines after $, which would do the same in a shell, leave out all but the last word.");
    }

    private void draw() throws IOException {
        tell.title("7  The whole network", "As the kernel reports it.");
        Layout layout = Layout.of(NetworkReader.of(network.nodes()));
        tell.text(TextPicture.of(layout));
        Path directory = picture.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(picture, SvgPicture.of(layout));
        tell.text("   The same as a drawing: " + picture);
    }

    private void sumUp(Duration time) {
        String seconds = String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        tell.text("\n"
                + (tell.surprises() == 0
                        ? "All " + tell.observations() + " observations were as expected, in " + seconds + "."
                        : "Not all was as expected: see what is marked with ✗."));
    }
}
