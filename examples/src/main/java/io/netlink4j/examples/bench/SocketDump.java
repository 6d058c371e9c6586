package io.netlink4j.examples.bench;

import io.netlink4j.core.diag.InetSocket;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.diag.SocketFilter;
import java.util.List;
import java.util.stream.Stream;

/** All TCP sockets that are there, several times. */
final class SocketDump implements Workload {
    private static final int WARM_UP = 60;

    private final int count;
    private final SockDiag sockets = SockDiag.open();

    SocketDump(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return WARM_UP / count + 1;
    }

    @Override
    public List<Line> round() {
        return Stream.generate(this::dump).limit(count).toList();
    }

    private Line dump() {
        Stopwatch watch = new Stopwatch(0);
        Tally tally = new Tally();
        sockets.tcp().forEach(SocketFilter.all(), tally::count);
        long allocated = watch.allocatedBytes();
        return new Line("socketdump")
                .with("n", tally.sockets)
                .with("sockets/s", watch.perSecond(tally.sockets))
                .with("B/socket", allocated / Math.max(tally.sockets, 1))
                .with("sum", tally.sum);
    }

    /** Reads of each socket what the bare C program reads. */
    private static final class Tally {
        private long sockets;
        private long sum;

        boolean count(InetSocket socket) {
            sockets++;
            sum += socket.inode() + socket.mark().orElse(0L);
            return true;
        }
    }

    @Override
    public void close() {
        sockets.close();
    }
}
