package io.netlink4j.core.attribute;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A typed key of one attribute of an object or nest, as the kernel's headers define it.
 *
 * @param <T> the type of its value
 * @param number the kernel's number, {@code nla_type} without its flags
 * @param name the kernel's name, such as {@code IFLA_MTU}
 * @param codec how its payload is read and written
 * @param access whether the kernel reports it, accepts it, or both
 * @param since the first kernel that has it, such as {@code 5.5}; empty if every supported kernel has it
 * @param request what a request carries in place of it, if the kernel does not accept what it reports
 * @param change how a request changes it, if that takes more than the wanted value
 * @param compared how many bytes of the payload tell equal objects from others; the rest are counts and times that the kernel keeps
 */
public record Attribute<T>(
        int number,
        String name,
        Codec<T> codec,
        Access access,
        String since,
        RequestForm<T> request,
        ChangeForm<T> change,
        int compared) {
    /** All bytes are compared. */
    private static final int WHOLE = Integer.MAX_VALUE;

    /** A key that every supported kernel reports and accepts. */
    public static <T> Attribute<T> of(int number, String name, Codec<T> codec) {
        return new Attribute<>(
                number, name, codec, Access.READ_WRITE, "", RequestForm.asReported(), ChangeForm.asWanted(), WHOLE);
    }

    /** The key with other access. */
    public Attribute<T> access(Access direction) {
        return new Attribute<>(number, name, codec, direction, since, request, change, compared);
    }

    /** The key with the first kernel that has it. */
    public Attribute<T> since(String kernel) {
        return new Attribute<>(number, name, codec, access, kernel, request, change, compared);
    }

    /**
     * The key of an attribute that is sent with another value, for example without flags that the kernel only reports.
     *
     * @param accepted returns the value that the kernel accepts
     */
    public Attribute<T> sentAs(UnaryOperator<T> accepted) {
        return sentAs((value, neighbours) -> accepted.apply(value));
    }

    /**
     * The key of an attribute that is sent with another value, which depends on the other attributes of the object.
     *
     * @param accepted returns the value that the kernel accepts, given the value and all attributes of the object
     */
    public Attribute<T> sentAs(BiFunction<T, Nest, T> accepted) {
        return request(request.as(accepted));
    }

    /**
     * The key of an attribute that the kernel reports, but accepts as the attribute {@code other} of the same object.
     */
    public <O> Attribute<T> sentAs(Attribute<O> other, Function<? super T, ? extends O> value) {
        return sentAs(other, (reported, neighbours) -> Optional.of(value.apply(reported)));
    }

    /**
     * The key of an attribute that the kernel reports, but may accept as the attribute {@code other} of the same object
     * only.
     *
     * @param value returns the value of {@code other}, given the value and all attributes of the object; empty if the
     *     attribute is sent as it is
     */
    public <O> Attribute<T> sentAs(Attribute<O> other, BiFunction<T, Nest, Optional<O>> value) {
        return request(request.by(other, value));
    }

    /** The key of an attribute that is sent only if {@code condition} is true for the attributes of the object. */
    public Attribute<T> sentIf(Predicate<Nest> condition) {
        return request(request.where(condition));
    }

    /** The key of an attribute that is not sent if it has {@code value}, which means that it is absent. */
    public Attribute<T> sentUnless(T value) {
        return request(request.unless(value));
    }

    /** The key of a number that is sent as a flag: without payload if it is not zero, else not at all. */
    public Attribute<T> sentAsFlag() {
        return request(request.asFlag());
    }

    /** The key of an attribute that is not sent together with {@code other} of the same object. */
    public Attribute<T> notSentBeside(Attribute<?> other) {
        return sentIf(neighbours -> !neighbours.has(other));
    }

    /** The key of an attribute that is valid only together with {@code other} of the same object. */
    public Attribute<T> sentWith(Attribute<?> other) {
        return request(request.with(other));
    }

    /**
     * The key of an attribute that is valid only together with {@code other}. If the object lacks {@code other}, it is
     * sent with {@code value}.
     */
    public <O> Attribute<T> sentWith(Attribute<O> other, O value) {
        return request(request.with(other, value));
    }

    /**
     * The key of an attribute that is changed by {@code difference}, a function of the wanted and the current value. It
     * is called only if the two differ ({@link NetlinkObject#differenceFrom}).
     */
    public Attribute<T> changedAs(BinaryOperator<T> difference) {
        return new Attribute<>(number, name, codec, access, since, request, change.as(difference), compared);
    }

    /** The key of an attribute that a request removes by sending {@code value}. */
    public Attribute<T> removedAs(T value) {
        return new Attribute<>(number, name, codec, access, since, request, change.without(value), compared);
    }

    /**
     * The key of statistics, a timer or a time stamp. The kernel only reports it, and objects are equal even if they differ in it, since
     * it changes by itself.
     */
    public Attribute<T> derived() {
        return access(Access.READ_ONLY).derivedFrom(0);
    }

    /** The key of a struct whose bytes from {@code offset} on are statistics or time stamps, in which equal objects may differ. */
    public Attribute<T> derivedFrom(int offset) {
        return new Attribute<>(number, name, codec, access, since, request, change, offset);
    }

    private Attribute<T> request(RequestForm<T> form) {
        return new Attribute<>(number, name, codec, access, since, form, change, compared);
    }

    @Override
    public String toString() {
        return name;
    }
}
