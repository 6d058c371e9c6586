package io.netlink4j.nft.element;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetElements;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Elements of one set in a request or an answer, as many as a message holds. It has the keys of {@link SetElements}. */
public final class ElementList extends NetlinkObject<ElementList> {
    public static final Attribute<String> TABLE = SetElements.TABLE;
    public static final Attribute<String> SET = SetElements.SET;
    public static final Attribute<List<SetElement>> ELEMENTS = SetElements.ELEMENTS;
    public static final Attribute<Integer> SET_ID = SetElements.SET_ID;

    /** The messages of {@link SetElements}, which have a list as their body. */
    public static final ObjectDescriptor<ElementList> DESCRIPTOR = NfTables.describe(
                    "elements", "elements", SetElements.SCHEMA, ElementList::new)
            .messages(
                    SetElements.DESCRIPTOR.created(),
                    SetElements.DESCRIPTOR.deleted(),
                    SetElements.DESCRIPTOR.requested(),
                    SetElements.DESCRIPTOR.deletedIfExists())
            .deletedIfExists(SetElements.DESCRIPTOR.deletedIfExists())
            .errors(ElementErrors::add)
            .build();

    /** The message that resets the counters and quotas of elements, and reads them as they were before. */
    public static final MessageType RESET = NfTables.message(33, "GETSETELEM_RESET", SetElements.SCHEMA);

    private static final Attribute<SetElement> ELEMENT = Attribute.of(1, "NFTA_LIST_ELEM", SetElements.ELEMENT);
    /** An attribute holds 64 KiB; the rest is for the longest element that may still follow. */
    private static final int CHUNK = 60_000;

    private final @Nullable ElementEncoding form;

    public ElementList(Content content) {
        this(content, null);
    }

    private ElementList(Content content, @Nullable ElementEncoding form) {
        super(content);
        this.form = form;
    }

    /** The list without elements, which means all elements of the set. */
    public static ElementList of(NamedSet set) {
        ElementList list = new ElementList(Content.of(Nfgenmsg.header(set.get(Nfgenmsg.FAMILY))))
                .with(TABLE, set.tableName())
                .with(SET, set.name());
        return set.get(NamedSet.ID).map(id -> list.with(SET_ID, id)).orElse(list);
    }

    /**
     * Encodes {@code elements} and passes them to {@code consumer} in as many lists as they need, each with the number
     * of elements in it.
     */
    public static void split(
            NamedSet set,
            Iterable<SetElement> elements,
            BiConsumer<SetElement, Consumer<SetElement>> form,
            ObjIntConsumer<ElementList> consumer) {
        ElementList empty = of(set);
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[1 << 10]));
        for (Iterator<SetElement> rest = elements.iterator(); rest.hasNext(); ) {
            out.clear();
            out.put(empty);
            long nest = out.begin(ELEMENTS);
            int count = 0;
            List<Reference> references = List.of();
            Consumer<SetElement> writer = encoded -> out.put(ELEMENT, encoded);
            while (rest.hasNext() && out.position() - nest < CHUNK) {
                SetElement element = rest.next();
                form.accept(element, writer);
                count++;
                if (!element.references().isEmpty()) {
                    references = element.references();
                }
            }
            out.end(nest);
            consumer.accept(new ElementList(new Content(out.toByteArray(), references)), count);
        }
    }

    /** A copy that remembers the encoding of its elements. */
    public ElementList in(ElementEncoding encoded) {
        return new ElementList(new Content(toByteArray(), references()), encoded);
    }

    /** The encoding of the elements; empty for those of an anonymous set. */
    public Optional<ElementEncoding> form() {
        return Optional.ofNullable(form);
    }

    /** The elements in the kernel's encoding: a range may be two. */
    public List<SetElement> elements() {
        return get(ELEMENTS).orElse(List.of());
    }

    @Override
    public Schema schema() {
        return SetElements.SCHEMA;
    }

    @Override
    protected ElementList copy(Content content) {
        return new ElementList(content, form);
    }
}
