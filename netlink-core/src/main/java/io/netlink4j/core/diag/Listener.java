package io.netlink4j.core.diag;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A socket that anybody may send to, and the processes that have it.
 *
 * @param socket the socket
 * @param owners its processes; none if they may not be inspected, or ended meanwhile
 */
public record Listener(InetSocket socket, List<SocketOwner> owners) {
    /** Copies the list. */
    public Listener {
        owners = List.copyOf(owners);
    }

    /** The line of {@code ss -lntup}: {@code tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=812,fd=3))}. */
    @Override
    public String toString() {
        return socket
                + (owners.isEmpty()
                        ? ""
                        : owners.stream().map(SocketOwner::toString).collect(Collectors.joining(",", " users:(", ")")));
    }
}
