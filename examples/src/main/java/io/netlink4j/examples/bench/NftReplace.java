package io.netlink4j.examples.bench;

import io.netlink4j.nft.ElementWriter;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ten elements of a large set replaced: by a transaction of these ten, by a writer that knows the set and gets these ten
 * or all elements, and by reading the set. */
final class NftReplace extends NftBench {
    private static final int CHANGED = 10;
    private static final int LAPS = 200;
    private static final int READINGS = 3;

    NftReplace(int[] numbers) {
        super(numbers[0]);
    }

    @Override
    public int warmUp() {
        return 5;
    }

    @Override
    public List<Line> round() {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(set);
        });
        List<SetElement> elements = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> SetElement.of(address(i)))
                .toList());
        ElementWriter writer = nft.elementWriter(set);
        writer.replace(elements);
        return List.of(sent(elements), changed(writer, elements), replaced(writer, elements), read(set, elements));
    }

    private Line sent(List<SetElement> elements) {
        NamedSet set = nft.set(TABLE, "s").orElseThrow();
        Stopwatch watch = new Stopwatch(LAPS);
        for (int lap = 0; lap < LAPS; lap++) {
            List<SetElement> old = new ArrayList<>();
            List<SetElement> fresh = new ArrayList<>();
            change(elements, lap, old, fresh);
            watch.lapBegins();
            nft.commit(tx -> {
                tx.deleteElements(set, old);
                tx.addElements(set, fresh);
            });
            watch.lapEnds();
        }
        return watch.line("nftsend10");
    }

    private Line changed(ElementWriter writer, List<SetElement> elements) {
        writer.replace(elements);
        Stopwatch watch = new Stopwatch(LAPS);
        for (int lap = 0; lap < LAPS; lap++) {
            List<SetElement> old = new ArrayList<>();
            List<SetElement> fresh = new ArrayList<>();
            change(elements, LAPS + lap, old, fresh);
            watch.lapBegins();
            writer.change(old, fresh);
            watch.lapEnds();
        }
        return watch.line("nftchange10");
    }

    private Line replaced(ElementWriter writer, List<SetElement> elements) {
        writer.replace(elements);
        Stopwatch watch = new Stopwatch(LAPS);
        for (int lap = 0; lap < LAPS; lap++) {
            change(elements, 2 * LAPS + lap, new ArrayList<>(), new ArrayList<>());
            watch.lapBegins();
            writer.replace(elements);
            watch.lapEnds();
        }
        return watch.line("nftreplace10");
    }

    private Line read(NamedSet set, List<SetElement> elements) {
        Stopwatch watch = new Stopwatch(READINGS);
        for (int lap = 0; lap < READINGS; lap++) {
            change(elements, 3 * LAPS + lap, new ArrayList<>(), new ArrayList<>());
            watch.lapBegins();
            nft.replaceElements(set, elements);
            watch.lapEnds();
        }
        return watch.line("nftreread10");
    }

    /** Replaces elements all over the list by ones that were never there. */
    private void change(List<SetElement> elements, int lap, List<SetElement> old, List<SetElement> fresh) {
        for (int i = 0; i < CHANGED; i++) {
            int at = (int) ((long) (i + 1) * elements.size() / (CHANGED + 1)) + lap % CHANGED;
            SetElement element = SetElement.of(address(count + lap * CHANGED + i));
            old.add(elements.set(at, element));
            fresh.add(element);
        }
    }
}
