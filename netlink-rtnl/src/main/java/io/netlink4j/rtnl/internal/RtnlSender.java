package io.netlink4j.rtnl.internal;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.Decoder;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Sends requests over the socket of an {@code Rtnl}. It first resolves references to links and namespaces to numbers, in the namespace of
 * the socket.
 */
public final class RtnlSender {
    private final NetlinkSocket socket;

    public RtnlSender(NetlinkSocket socket) {
        this.socket = socket;
    }

    public NetlinkSocket socket() {
        return socket;
    }

    public String where() {
        return socket.where();
    }

    public void execute(MessageType type, int flags, NetlinkObject<?> body, Supplier<String> operation) {
        execute(new Request(type, flags, body, operation));
    }

    public void execute(Request request) {
        resolved(List.of(request), ready -> {
            socket.execute(ready.getFirst());
            return true;
        });
    }

    public <T> T get(Request request, Decoder<T> decoder) {
        return resolved(List.of(request), ready -> socket.get(ready.getFirst(), decoder));
    }

    public <T> List<T> echo(Request request, Decoder<T> decoder) {
        return resolved(List.of(request), ready -> socket.echo(ready.getFirst(), decoder));
    }

    public <T> List<T> list(Request request, Decoder<T> decoder) {
        return resolved(List.of(request), ready -> socket.list(ready.getFirst(), decoder));
    }

    public <T> void forEach(Request request, Decoder<T> decoder, Predicate<? super T> visitor) {
        resolved(List.of(request), ready -> {
            socket.forEach(ready.getFirst(), decoder, visitor);
            return true;
        });
    }

    public BatchResult batch(List<Request> requests) {
        return resolved(requests, socket::batch);
    }

    /**
     * The index of a link in the socket's namespace.
     *
     * @param operation what it is needed for, as text that follows "cannot"
     * @throws NetlinkException.NotFound if no link has that name
     */
    public int ifindex(LinkReference link, Supplier<String> operation) {
        Optional<Integer> known = link.ifindex();
        if (known.isPresent()) {
            return known.orElseThrow();
        }
        return link.name()
                .map(name -> ifindex(name, operation))
                .orElseThrow(() -> new IllegalArgumentException("a reference to a link needs a name or an index"));
    }

    /** The index of the link with a name. */
    public int ifindex(String name, Supplier<String> operation) {
        return socket.ifindex(name).orElseThrow(() -> noSuchLink(LinkReference.of(name), operation));
    }

    /** The error for a link that is not in the socket's namespace. */
    public NetlinkException noSuchLink(LinkReference link, Supplier<String> operation) {
        return NetlinkException.refused(
                operation.get(), Errno.ENODEV, "there is no " + link.label() + " in " + where());
    }

    /** A copy of {@code object} in which indexes replace the names of links. The object must not refer to namespaces. */
    public <T extends NetlinkObject<T>> T resolved(T object, ToIntFunction<LinkReference> indexes) {
        return object.resolved((key, reference) -> indexes.applyAsInt((LinkReference) reference));
    }

    private <T> T resolved(List<Request> requests, Function<List<Request>, T> send) {
        int first = 0;
        while (first < requests.size()
                && requests.get(first).body().references().isEmpty()) {
            first++;
        }
        if (first == requests.size()) {
            return send.apply(requests);
        }
        Map<Long, NamespaceReference> namespaces = new LinkedHashMap<>();
        for (Request request : requests) {
            for (Reference reference : request.body().references()) {
                if (reference instanceof NamespaceReference namespace) {
                    namespaces.putIfAbsent(namespace.id(), namespace);
                }
            }
        }
        return holding(namespaces.values().iterator(), new HashMap<>(), descriptors -> {
            Map<String, Integer> indexes = new HashMap<>();
            List<Request> ready = new ArrayList<>(requests.size());
            for (Request request : requests) {
                ready.add(new Request(
                        request.type(),
                        request.flags(),
                        request.body()
                                .resolved((key, reference) -> number(request, key, reference, descriptors, indexes)),
                        request.operation()));
            }
            return send.apply(ready);
        });
    }

    /** Keeps the handles of the namespaces open until the kernel has answered: the file descriptors have to be valid that long. */
    private static <T> T holding(
            Iterator<NamespaceReference> namespaces,
            Map<Long, Integer> descriptors,
            Function<Map<Long, Integer>, T> body) {
        if (!namespaces.hasNext()) {
            return body.apply(descriptors);
        }
        NamespaceReference next = namespaces.next();
        return next.namespace().withFileDescriptor(fd -> {
            descriptors.put(next.id(), fd);
            return holding(namespaces, descriptors, body);
        });
    }

    private int number(
            Request request,
            Attribute<?> key,
            Object reference,
            Map<Long, Integer> descriptors,
            Map<String, Integer> indexes) {
        return switch (reference) {
            case NamespaceReference namespace -> Objects.requireNonNull(descriptors.get(namespace.id()));
            case LinkReference link ->
                indexes.computeIfAbsent(
                        link.name().orElse(""), name -> ifindex(name, () -> request + " in " + where()));
            default -> throw new IllegalStateException(key.name() + " holds " + reference + ", which is no reference");
        };
    }
}
