package io.netlink4j.nft;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The messages of a transaction under construction, with the object that the program has for each. */
final class ChangeList {
    private final List<Request> requests = new ArrayList<>();
    private final List<NetlinkObject<?>> answers = new ArrayList<>();
    private boolean elements;

    Transaction transaction(List<SetLookups> lookups, boolean echo) {
        return new Transaction(List.copyOf(requests), List.copyOf(answers), lookups, elements, echo);
    }

    int size() {
        return requests.size();
    }

    Request request(int index) {
        return requests.get(index);
    }

    void setRequest(int index, Request request) {
        requests.set(index, request);
    }

    NetlinkObject<?> answer(int index) {
        return answers.get(index);
    }

    void add(Request request, NetlinkObject<?> answer) {
        elements |= request.body() instanceof ElementList;
        requests.add(request);
        answers.add(answer);
    }

    void add(MessageType type, int flags, NetlinkObject<?> body, Supplier<String> operation) {
        add(new Request(type, flags, body, operation), body);
    }

    /** Adds or deletes elements in as many messages as they take. {@code operation} describes the message for a number of elements. */
    void elements(
            ElementEncoding form,
            NamedSet set,
            Iterable<SetElement> elements,
            MessageType type,
            int flags,
            IntFunction<String> operation) {
        ElementList.split(
                set,
                elements,
                NfTables.deletes(type) ? form::delete : form::add,
                (list, count) -> add(type, flags, list.in(form), () -> operation.apply(count)));
    }
}
