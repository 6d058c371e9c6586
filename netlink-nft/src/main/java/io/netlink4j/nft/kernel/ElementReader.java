package io.netlink4j.nft.kernel;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.element.ElementText;
import io.netlink4j.nft.element.KernelElements;
import io.netlink4j.nft.element.RangeAssembler;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetElements;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the elements of sets and maps. */
public final class ElementReader {
    private final NetlinkSocket socket;
    private final Function<NamedSet, Optional<NamedSet>> kernel;

    /**
     * Reads by {@code socket}.
     *
     * @param kernel finds the set as the kernel has it, if it has one of that name
     */
    ElementReader(NetlinkSocket socket, Function<NamedSet, Optional<NamedSet>> kernel) {
        this.socket = socket;
        this.kernel = kernel;
    }

    /** The encoding of the elements: by {@code set} if it was read, else by the kernel's set of that name. */
    private ElementEncoding formOf(NamedSet set) {
        return ElementEncoding.of(
                set.handle().isPresent() ? set : kernel.apply(set).orElse(set));
    }

    /** The elements of a set or map: ranges in the order of their keys; of a set without ranges of one field, in the kernel's order. */
    public List<SetElement> list(NamedSet set) {
        ElementEncoding form = formOf(set);
        Stream<SetElement> encoded =
                socket.list(elementsOf(set), (type, flags, body) -> ElementList.DESCRIPTOR.decode(body)).stream()
                        .flatMap(list -> list.elements().stream());
        return form.isPaired()
                ? form.paired(encoded.toList())
                : encoded.map(form::read).toList();
    }

    /**
     * Passes the elements of a set or map to {@code visitor} until it returns false, without keeping them. The visitor must not
     * use this connection.
     *
     * @throws NetlinkException.DumpInterrupted after the last one, if the ruleset changed meanwhile: elements may have come twice
     *     or not at all, and ranges with another end
     */
    public void forEach(NamedSet set, Predicate<? super SetElement> visitor) {
        ElementEncoding form = formOf(set);
        RangeAssembler pairs = new RangeAssembler(form, visitor);
        Predicate<SetElement> encoded = form.isPaired() ? pairs::add : element -> visitor.test(form.read(element));
        AttributeReader list = new AttributeReader();
        AttributeReader elements = new AttributeReader();
        socket.dump(elementsOf(set), (type, flags, memory, offset, end) -> {
            list.wrap(memory, offset + Nfgenmsg.LENGTH, end);
            while (list.next()) {
                if (list.number() == ElementList.ELEMENTS.number()) {
                    elements.wrapNest(list);
                    while (elements.next()) {
                        if (!encoded.test(SetElements.ELEMENT.read(memory, elements.offset(), elements.length()))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        });
        pairs.finish();
    }

    /**
     * The element that contains {@code key}, or all of {@code key} if that is a range. In a set of ranges this is the whole range.
     *
     * @throws IllegalArgumentException if the key does not fit the set
     */
    public Optional<SetElement> find(NamedSet set, SetElement key) {
        ElementEncoding form = formOf(set);
        Optional<SetElement> found = lookUp(set, form.first(key));
        if (found.isEmpty() || key.isCatchAll()) {
            return found;
        }
        SetElement element = whole(set, form, found.get());
        return form.covers(element, key) ? Optional.of(element) : Optional.empty();
    }

    private SetElement whole(NamedSet set, ElementEncoding form, SetElement encoded) {
        return form.isPaired() ? form.joined(encoded, last(set, encoded.key())) : form.read(encoded);
    }

    /** Resets the counters and quotas of the element that {@link #find} finds, and returns it as it was before. */
    public SetElement reset(NamedSet set, SetElement key) {
        String operation = "reset element " + ElementText.of(key, set) + " in " + set;
        if (find(set, key).isEmpty()) {
            throw NetlinkException.refused(
                    operation + " in " + socket.where(), Errno.ENOENT, "there is no such element");
        }
        ElementEncoding form = formOf(set);
        SetElement encoded = socket.get(
                new Request(ElementList.RESET, 0, only(set, form.first(key)), () -> operation),
                (type, flags, body) ->
                        ElementList.DESCRIPTOR.decode(body).elements().getFirst());
        return key.isCatchAll() ? encoded : whole(set, form, encoded);
    }

    private static ElementList only(NamedSet set, SetElement key) {
        return ElementList.of(set).without(ElementList.SET_ID).with(ElementList.ELEMENTS, List.of(key));
    }

    /**
     * The last key of the range that begins with {@code first}. A key that ends one range and begins the next may find either, so the
     * lookup uses a key inside the range.
     */
    private byte[] last(NamedSet set, byte[] first) {
        if (ElementEncoding.isHighest(first)) {
            return first;
        }
        byte[] second = ElementEncoding.next(first);
        boolean single = lookUp(set, SetElement.of(second))
                .filter(start -> Arrays.equals(start.key(), first))
                .isEmpty();
        return single
                ? first
                : lookUp(set, KernelElements.end(second))
                        .map(end -> ElementEncoding.previous(end.key()))
                        .orElseGet(() -> ElementEncoding.highest(first.length));
    }

    /** The element that the kernel finds by a key, as it is in the kernel. */
    public Optional<SetElement> lookUp(NamedSet set, SetElement key) {
        Request request = new Request(
                ElementList.DESCRIPTOR.requested(),
                0,
                only(set, key),
                () -> "find element " + ElementText.of(key, set) + " in " + set);
        try {
            // request an acknowledgement, since the kernel sends no answer for the missing end of a range
            return socket.echo(request, (type, flags, body) -> ElementList.DESCRIPTOR.decode(body)).stream()
                    .flatMap(list -> list.elements().stream())
                    .findFirst();
        } catch (NetlinkException.NotFound missing) {
            String path = missing.report().attribute().orElse("");
            if (path.equals(ElementList.TABLE.name()) || path.equals(ElementList.SET.name())) {
                throw missing;
            }
            // Older kernels do not report whether the set or the element is missing.
            if (path.isEmpty() && kernel.apply(set).isEmpty()) {
                throw NetlinkException.refused(
                        request + " in " + socket.where(),
                        Errno.ENOENT,
                        "there is no set or map '" + Printable.of(set.name()) + "' in " + Table.of(set));
            }
            return Optional.empty();
        }
    }

    private static Request elementsOf(NamedSet set) {
        return new Request(
                ElementList.DESCRIPTOR.requested(),
                0,
                ElementList.of(set).without(ElementList.SET_ID),
                () -> "list the elements of " + set);
    }
}
