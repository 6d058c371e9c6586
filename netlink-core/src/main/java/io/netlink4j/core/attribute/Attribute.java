package io.netlink4j.core.attribute;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A typed key: one attribute of one object or nest, as the kernel's headers define it.
 *
 * @param <T> the type of its value
 * @param number the kernel's number, {@code nla_type} without its flags
 * @param name the kernel's name, such as {@code IFLA_MTU}
 * @param codec how its payload is read and written
 * @param access which way it goes
 * @param since the first kernel that has it, such as {@code 5.5}; empty where every supported kernel does
 * @param request what a request carries in place of it, where the kernel does not accept what it reports
 * @param change how a request changes it, where that takes more than the wanted value
 */
public record Attribute<T>(
        int number,
        String name,
        Codec<T> codec,
        Access access,
        String since,
        RequestForm<T> request,
        ChangeForm<T> change) {

    /** A key that goes both ways, in every supported kernel. */
    public static <T> Attribute<T> of(int number, String name, Codec<T> codec) {
        return new Attribute<>(
                number, name, codec, Access.READ_WRITE, "", RequestForm.asReported(), ChangeForm.asWanted());
    }

    /** The key with another direction. */
    public Attribute<T> access(Access direction) {
        return new Attribute<>(number, name, codec, direction, since, request, change);
    }

    /** The key with the first kernel that has it. */
    public Attribute<T> since(String kernel) {
        return new Attribute<>(number, name, codec, access, kernel, request, change);
    }

    /**
     * The key of an attribute that is sent with another value than it has, for example without flags that the kernel only reports.
     *
     * @param accepted the value that the kernel accepts
     */
    public Attribute<T> sentAs(UnaryOperator<T> accepted) {
        return sentAs((value, neighbours) -> accepted.apply(value));
    }

    /**
     * The same, where the value depends on the attributes beside it.
     *
     * @param accepted the value that the kernel accepts, of the value and of all attributes of the same object
     */
    public Attribute<T> sentAs(BiFunction<T, Nest, T> accepted) {
        return request(request.as(accepted));
    }

    /** The key of an attribute that the kernel reports, and takes in another form by {@code other}, its neighbour in the same object. */
    public <O> Attribute<T> sentAs(Attribute<O> other, Function<? super T, ? extends O> value) {
        return sentAs(other, (reported, neighbours) -> Optional.of(value.apply(reported)));
    }

    /**
     * The same, where that depends on the attributes beside it.
     *
     * @param value what is sent by {@code other}, of the value and of all attributes of the same object; empty where the attribute is sent
     *     as it is
     */
    public <O> Attribute<T> sentAs(Attribute<O> other, BiFunction<T, Nest, Optional<O>> value) {
        return request(request.by(other, value));
    }

    /** The key of an attribute that is left out of requests unless {@code condition} is true of all attributes of the same object. */
    public Attribute<T> sentIf(Predicate<Nest> condition) {
        return request(request.where(condition));
    }

    /** The key of an attribute that is left out of requests where it has {@code value}, which stands for its absence. */
    public Attribute<T> sentUnless(T value) {
        return request(request.unless(value));
    }

    /** The key of a number that is sent as a flag: without payload where it is not zero, else not at all. */
    public Attribute<T> sentAsFlag() {
        return request(request.asFlag());
    }

    /** The key of an attribute that is left out of requests which carry {@code other}, its neighbour in the same object. */
    public Attribute<T> notSentBeside(Attribute<?> other) {
        return sentIf(neighbours -> !neighbours.has(other));
    }

    /** The key of an attribute that is only understood together with {@code other}, its neighbour in the same object. */
    public Attribute<T> sentWith(Attribute<?> other) {
        return request(request.with(other));
    }

    /** The same, where the kernel does not report {@code other}: where it is missing, it is sent with {@code value}. */
    public <O> Attribute<T> sentWith(Attribute<O> other, O value) {
        return request(request.with(other, value));
    }

    /**
     * The key of an attribute of which a request that changes it carries {@code difference}, a function of the wanted value and the
     * current one; it is only asked where the two differ ({@link NetlinkObject#differenceFrom}).
     */
    public Attribute<T> changedAs(BinaryOperator<T> difference) {
        return new Attribute<>(number, name, codec, access, since, request, change.as(difference));
    }

    /** The key of an attribute that is taken away by {@code value}, where an object has it and is to have it no more. */
    public Attribute<T> takenAwayAs(T value) {
        return new Attribute<>(number, name, codec, access, since, request, change.without(value));
    }

    private Attribute<T> request(RequestForm<T> form) {
        return new Attribute<>(number, name, codec, access, since, form, change);
    }

    @Override
    public String toString() {
        return name;
    }
}
