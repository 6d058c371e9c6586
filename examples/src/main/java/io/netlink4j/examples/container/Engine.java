package io.netlink4j.examples.container;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container engine on this machine, Docker or Podman, asked through its unix socket: which process is a container, and so
 * which network namespace is its.
 *
 * {@snippet :
 * try (NetworkNamespace web = Engine.find().container("web").openNamespace();
 *         Rtnl inWeb = Rtnl.open(web)) {
 *     inWeb.links().list().forEach(System.out::println);
 * }
 * }
 */
public final class Engine {
    private static final List<Path> USUAL_PLACES =
            List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock"));
    private static final String HOST_VARIABLE = "DOCKER_HOST";
    private static final String UNIX = "unix://";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final EngineSocket socket;

    private Engine(Path socket) {
        this.socket = new EngineSocket(socket);
    }

    /**
     * The engine that {@code DOCKER_HOST} names, else Docker's or Podman's at its usual place.
     *
     * @throws EngineException if there is none, or {@code DOCKER_HOST} is not {@code unix://}
     */
    public static Engine find() throws EngineException {
        return find(System.getenv().getOrDefault(HOST_VARIABLE, ""), USUAL_PLACES);
    }

    static Engine find(String host, List<Path> usualPlaces) throws EngineException {
        if (!host.isEmpty()) {
            return at(socket(host));
        }
        return at(usualPlaces.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new EngineException("there is no container engine: "
                        + usualPlaces.stream().map(Path::toString).collect(Collectors.joining(" and "))
                        + " do not exist, and " + HOST_VARIABLE + " names no other")));
    }

    /** The engine that listens on a unix socket. */
    public static Engine at(Path socket) {
        return new Engine(socket);
    }

    /**
     * A container.
     *
     * @param nameOrId its name, its id or the unique beginning of that
     * @throws EngineException if the engine does not answer or knows no such container
     */
    public Container container(String nameOrId) throws EngineException {
        if (nameOrId.isEmpty()) {
            throw new IllegalArgumentException("a container has a name");
        }
        // Ids and names are ASCII; whatever else comes here stays one segment of the path.
        String segment = URLEncoder.encode(nameOrId, StandardCharsets.UTF_8);
        EngineSocket.Answer answer = socket.get("/containers/" + segment + "/json");
        if (answer.status() == NOT_FOUND) {
            throw new EngineException("the engine at " + socket + " has no container '" + nameOrId + "'");
        }
        JsonNode json = json(answer);
        if (answer.status() != OK) {
            throw new EngineException("the engine at " + socket + " refused to describe container '" + nameOrId + "': "
                    + json.path("message").asString("status " + answer.status()));
        }
        String id = json.path("Id").asString("");
        if (id.isEmpty()) {
            throw noEngine(null);
        }
        return new Container(
                id,
                json.path("Name").asString("").replaceFirst("^/", ""),
                json.path("State").path("Status").asString("in an unknown state"),
                json.path("State").path("Pid").asLong(0));
    }

    private JsonNode json(EngineSocket.Answer answer) throws EngineException {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw noEngine(e);
        }
    }

    private EngineException noEngine(@Nullable Throwable cause) {
        return new EngineException("what listens at " + socket + " is no container engine", cause);
    }

    private static Path socket(String host) throws EngineException {
        String path = host.startsWith(UNIX) ? host.substring(UNIX.length()) : "";
        if (path.isEmpty()) {
            throw new EngineException(HOST_VARIABLE + " is " + host
                    + ": only unix:///PATH leads to an engine whose containers are processes of this machine");
        }
        return Path.of(path);
    }

    @Override
    public String toString() {
        return "the container engine at " + socket;
    }
}
