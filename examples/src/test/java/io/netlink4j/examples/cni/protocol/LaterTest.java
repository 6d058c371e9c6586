package io.netlink4j.examples.cni.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LaterTest {
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        slowMayEnd.countDown();
        Later.close();
    }

    private void slow() {
        await(slowMayEnd);
        ended.add("slow");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void enoughIsEnoughAndTheRestIsWaitedForAtTheEnd() {
        Later.keep(() -> ended.add("kept first"));
        Later.keep(() -> ended.add("kept last"));
        Later.await(this::slow, () -> ended.add("enough"));
        assertThat(ended).containsExactly("enough");
        slowMayEnd.countDown();
        Later.close();
        assertThat(ended).containsExactly("enough", "slow", "kept last", "kept first");
        Later.close();
        assertThat(ended).hasSize(4);
    }

    @Test
    void aFailureIsThrownAndNobodyWaitsAnyMore() {
        assertThatThrownBy(() -> Later.await(
                        () -> {
                            throw new CniException(CniException.IO, "no");
                        },
                        () -> await(slowMayEnd)))
                .isInstanceOf(CniException.class)
                .hasMessage("no");
        Later.close();
        assertThat(slowMayEnd.getCount()).isEqualTo(1);
    }

    @Test
    void whoCannotWatchWaitsForTheEnd() {
        Later.await(() -> ended.add("slow"), () -> {
            throw new IllegalStateException("cannot watch");
        });
        assertThat(ended).containsExactly("slow");
    }
}
