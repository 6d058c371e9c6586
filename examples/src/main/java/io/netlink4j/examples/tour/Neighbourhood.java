package io.netlink4j.examples.tour;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rooms of one tour and who lives in them. When it is closed, nothing of it is left. */
final class Neighbourhood implements AutoCloseable {
    private final RoomNames names = new RoomNames();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Deque<Runnable> farewells = new ArrayDeque<>();
    private boolean closed;

    /** What the namespaces are called in {@code ip netns}, with {@code *} for the room. */
    String pattern() {
        return names.of("*");
    }

    /** Makes a room. */
    synchronized Room create(String name) {
        if (closed) {
            throw new IllegalStateException("the neighbourhood is gone");
        }
        Room room = Room.create(name, names.of(name));
        rooms.put(name, room);
        return room;
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
            rooms.values().forEach(Room::close);
            names.removeAll();
        }
    }
}
