package io.esteira.graphql;

import io.esteira.platform.Caller.Login;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The event streams of this instance that carry several operations, reserved and open, by their tokens. A token is of use to the client
 * who reserved the stream alone. Safe for use by several threads.
 */
final class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final StreamProperties limits;
    private final StreamText text;
    private final Duration keepAlive;
    private final Clock clock;
    private final Map<String, EventStream> streams = new HashMap<>();

    /** @param keepAlive how long a connection may be silent */
    EventStreams(StreamProperties limits, StreamText text, Duration keepAlive, Clock clock) {
        this.limits = limits;
        this.text = text;
        this.keepAlive = keepAlive;
        this.clock = clock;
    }

    /** @throws HttpRefused when there are too many already */
    synchronized EventStream reserve(Login owner) {
        closeExpired();
        if (streams.size() >= limits.max()) {
            throw HttpRefused.streamLimit(
                    "The hub has " + limits.max() + " event streams, which is all.", limits.max());
        }
        int most = limits.maxPerClient();
        if (streams.values().stream()
                        .filter(stream -> stream.owner().equals(owner))
                        .count()
                >= most) {
            throw HttpRefused.streamLimit("You have " + most + " event streams, which is all.", most);
        }
        EventStream stream = new EventStream(
                UUID.randomUUID().toString(), owner, clock.instant().plus(limits.openWithin()), limits, text, clock);
        streams.put(stream.token(), stream);
        return stream;
    }

    /** Empty also where it is another's. */
    synchronized Optional<EventStream> find(Login owner, String token) {
        return Optional.ofNullable(streams.get(token))
                .filter(stream -> stream.owner().equals(owner) && !stream.isExpired());
    }

    /**
     * Serves the connection of a stream that was opened, until its client leaves or the time has come; then the stream is no more.
     *
     * @param until when it ends by itself
     */
    void serve(EventStream stream, OutputStream connection, Instant until) {
        try {
            stream.serve(connection, keepAlive, until);
        } catch (IOException e) {
            LOG.debug("The client of an event stream has left: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(stream);
        }
    }

    /** Ends a stream with all that it was to tell. */
    synchronized void close(EventStream stream) {
        streams.remove(stream.token());
        stream.close();
    }

    /** Answers that nobody comes for are not kept. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    synchronized void closeExpired() {
        streams.values().stream().filter(EventStream::isExpired).toList().forEach(this::close);
    }

    /** Connections would hold up the end of the server. */
    @EventListener(ContextClosedEvent.class)
    synchronized void closeAll() {
        List.copyOf(streams.values()).forEach(this::close);
    }
}
