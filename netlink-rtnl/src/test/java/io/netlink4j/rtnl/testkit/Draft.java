package io.netlink4j.rtnl.testkit;

import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * An object that is written twice: as words of a command and as a value here, with options chosen at random.
 *
 * @param <T> the type of the object
 */
public final class Draft<T> {
    private final Random random;
    private final StringBuilder command;
    private T ours;

    public Draft(Random random, String command, T ours) {
        this.random = random;
        this.command = new StringBuilder(command);
        this.ours = ours;
    }

    /** Adds an option to every second draft. */
    public Draft<T> maybe(String words, UnaryOperator<T> change) {
        return random.nextBoolean() ? with(words, change) : this;
    }

    /** Adds an option with a number from {@code low} to {@code high} to every second draft. */
    public Draft<T> maybe(String word, int low, int high, IntFunction<UnaryOperator<T>> change) {
        int value = low + random.nextInt(high - low + 1);
        return maybe(word + " " + value, change.apply(value));
    }

    /** Adds an option. */
    public Draft<T> with(String words, UnaryOperator<T> change) {
        command.append(' ').append(words);
        ours = change.apply(ours);
        return this;
    }

    /** Adds one of several options. */
    @SafeVarargs
    public final Draft<T> oneOf(UnaryOperator<Draft<T>>... choices) {
        return choices[random.nextInt(choices.length)].apply(this);
    }

    public String command() {
        return command.toString();
    }

    public T ours() {
        return ours;
    }
}
