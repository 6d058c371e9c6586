package io.netlink4j.examples.container;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is no engine, it answers otherwise than it should, or there is no such running container. */
public final class EngineException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    EngineException(String message) {
        super(message);
    }

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
