package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.lab.Lab;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rooms of one tour and who lives in them. When it is closed, nothing of it is left. */
final class Neighbourhood implements AutoCloseable {
    private final RoomNames names = new RoomNames();
    private final List<Lab> labs = new ArrayList<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Deque<Runnable> farewells = new ArrayDeque<>();
    private boolean closed;

    /** What the namespaces are called in {@code ip netns}, with {@code *} for the room. */
    String pattern() {
        return names.of("*");
    }

    /** Makes rooms. In each {@code lo} is up, and nobody waits to see if another has the same IPv6 address. */
    synchronized void create(String... created) {
        if (closed) {
            throw new IllegalStateException("the neighbourhood is gone");
        }
        Lab.Builder plan = Lab.builder().named(names.of(""));
        List.of(created).forEach(plan::node);
        Lab lab = plan.build();
        labs.add(lab);
        lab.nodes().forEach(node -> rooms.put(node.name(), new Room(node)));
    }

    /** The commands that make such rooms in a shell. */
    static String commands(String... created) {
        return """
            for room in %s; do \\
             ip netns add $room; ip -n $room link set lo up; \\
             ip netns exec $room sysctl -w net.ipv6.conf.default.accept_dad=0; done
            """.formatted(String.join(" ", created));
    }

    /** A room that was made before. */
    synchronized Room room(String name) {
        Room room = rooms.get(name);
        if (room == null) {
            throw new IllegalStateException("there is no room " + name + " yet");
        }
        return room;
    }

    /** All rooms, in the order in which they were made. */
    synchronized List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    /** Has a {@link Responder} live on an address of a room for the rest of the tour. */
    synchronized void answer(Room room, String address) throws IOException {
        farewells.push(Responder.in(room, address)::close);
    }

    /** Has a web server live on an address of a room for the rest of the tour. */
    synchronized void serve(Room room, String address) throws IOException {
        farewells.push(WebServer.in(room, address)::close);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            while (!farewells.isEmpty()) {
                farewells.pop().run();
            }
        } finally {
            labs.forEach(Lab::close);
            names.release();
        }
    }
}
