package io.netlink4j.examples.bench;

import java.util.List;
import java.util.function.IntSupplier;

/** Many objects in one transaction, then all of them read back. */
abstract class NftInAndOut extends NftBench {
    /** The JVM compiles what is called once in a round, with a loop in it, after some hundred rounds. */
    private static final int SHORT_ROUNDS = 700;
    /** The objects of such a round. */
    private static final int FEW = 500;

    NftInAndOut(int count) {
        super(count);
    }

    @Override
    public final int warmUp() {
        for (int i = 0; i < SHORT_ROUNDS; i++) {
            round(Math.min(FEW, count));
            clean();
        }
        return super.warmUp();
    }

    @Override
    public final List<Line> round() {
        return round(count);
    }

    /** A round of {@code count} objects. */
    abstract List<Line> round(int count);

    /** Times the way in and, with the number of objects that are seen again, the way out. */
    static List<Line> inAndOut(String name, int count, Runnable in, IntSupplier out) {
        Stopwatch watch = new Stopwatch(0);
        in.run();
        Line written = new Line(name).with("n", count).with("items/s", watch.perSecond(count));
        watch = new Stopwatch(0);
        int seen = out.getAsInt();
        return List.of(written, new Line(name + "get").with("n", seen).with("items/s", watch.perSecond(seen)));
    }
}
