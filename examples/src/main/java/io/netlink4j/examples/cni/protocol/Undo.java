package io.netlink4j.examples.cni.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The steps that take back what a part of ADD has made, the last one first. */
public final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private Undo() {}

    /** Runs {@code body}. If it fails, so that nothing is left of it, the steps run that it has pushed. */
    public static <T> T attempt(Function<Undo, T> body) {
        Undo undo = new Undo();
        try {
            return body.apply(undo);
        } catch (RuntimeException e) {
            try {
                all(List.copyOf(undo.steps));
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Adds the step that takes back what was made last. */
    public void push(Runnable step) {
        steps.push(step);
    }

    /** Runs all steps, also after one has failed; then throws the first failure. */
    public static void all(Runnable... steps) {
        all(Arrays.asList(steps));
    }

    private static void all(List<Runnable> steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
