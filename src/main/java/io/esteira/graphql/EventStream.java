package io.esteira.graphql;

import graphql.ExecutionResult;
import io.esteira.platform.Caller.Login;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.BaseSubscriber;

/**
 * What the operations of one client tell, on one connection and in the order in which it comes. Of a subscription one event at most waits
 * for the client; what changes meanwhile is for the next. Safe for use by several threads, one of which serves the connection.
 */
final class EventStream {

    private enum State {
        RESERVED,
        OPEN,
        CLOSED
    }

    /**
     * @param operation null where it is of none
     * @param last of its operation
     */
    private record Event(@Nullable Operation operation, byte[] text, boolean last) {}

    private static final Event KEEP_ALIVE = new Event(null, StreamText.comment(), false);
    private static final Event END = new Event(null, new byte[0], true);

    private static final int LOOKS = 10;
    private static final int LOOK_MILLIS = 50;

    private final String token;
    private final Login owner;
    private final Instant openBy;
    private final StreamProperties limits;
    private final StreamText text;
    private final Clock clock;

    private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private State state = State.RESERVED;

    /** @param openBy until when its connection must have come */
    EventStream(String token, Login owner, Instant openBy, StreamProperties limits, StreamText text, Clock clock) {
        this.token = token;
        this.owner = owner;
        this.openBy = openBy;
        this.limits = limits;
        this.text = text;
        this.clock = clock;
    }

    String token() {
        return token;
    }

    Login owner() {
        return owner;
    }

    /** Whether its connection has not come in time. */
    synchronized boolean isExpired() {
        return state == State.RESERVED && !clock.instant().isBefore(openBy);
    }

    /** Takes the connection that it was reserved for; there is no other one. */
    synchronized void open() {
        requireLive();
        if (state == State.OPEN) {
            throw inUse();
        }
        state = State.OPEN;
    }

    static HttpRefused inUse() {
        return HttpRefused.conflict("STREAM_IN_USE", "This event stream has its connection already.");
    }

    /** Whether it has a connection on which somebody listens. One who has left is noticed by writing to them, which takes a moment. */
    boolean isListenedTo() {
        for (int look = 0; look < LOOKS && isOpen(); look++) {
            if (waiting.isEmpty()) {
                waiting.add(KEEP_ALIVE);
            }
            pause();
        }
        return isOpen();
    }

    private synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireLive() {
        if (state == State.CLOSED) {
            throw HttpRefused.unknownStream();
        }
    }

    /**
     * Makes room for an operation.
     *
     * @throws HttpRefused when the stream is closed, has one of this id, or has too much to tell already
     */
    synchronized Operation begin(String id) {
        requireLive();
        if (operations.containsKey(id)) {
            throw HttpRefused.conflict(
                    "OPERATION_IN_USE", "This event stream has an operation of this `operationId` already.");
        }
        int most = limits.maxOperations();
        if (operations.size() >= most) {
            throw HttpRefused.streamLimit("An event stream has at most " + most + " operations at a time.", most);
        }
        if (waitingBytes() >= limits.maxWaiting().toBytes()) {
            throw HttpRefused.tooMuch(
                    HttpStatus.TOO_MANY_REQUESTS,
                    new Problem("TOO_SLOW", "Take from the event stream what waits there, then ask again.", Map.of()));
        }
        Operation operation = new Operation(id);
        operations.put(id, operation);
        return operation;
    }

    private long waitingBytes() {
        return waiting.stream().mapToLong(event -> event.text().length).sum();
    }

    /** Ends the operation of this id, if there is one. */
    void stop(String id) {
        Operation operation;
        synchronized (this) {
            operation = operations.get(id);
        }
        if (operation != null) {
            stop(operation);
        }
    }

    /** Ends an operation: nothing more is told of it. */
    void stop(Operation operation) {
        forget(operation);
        waiting.removeIf(event -> event.operation() == operation);
        operation.stop();
    }

    /** Ends all operations and the connection. */
    void close() {
        List<Operation> stopped;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            stopped = List.copyOf(operations.values());
            operations.clear();
            waiting.clear();
            waiting.add(END);
        }
        stopped.forEach(Operation::stop);
    }

    private synchronized void offer(Operation operation, byte[] event, boolean last) {
        if (operations.get(operation.id) == operation) {
            waiting.add(new Event(operation, event, last));
        }
    }

    /**
     * Writes what is told, and something every so often, until the stream is closed.
     *
     * @param until when it ends by itself
     * @throws IOException when the client is gone
     */
    void serve(OutputStream connection, Duration keepAlive, Instant until) throws IOException, InterruptedException {
        for (Event event = KEEP_ALIVE; event != END; event = next(keepAlive, until)) {
            connection.write(event.text());
            connection.flush();
            if (event.operation() != null) {
                event.operation().request(1);
            }
        }
    }

    private Event next(Duration keepAlive, Instant until) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            return END;
        }
        Duration wait = left.compareTo(keepAlive) < 0 ? left : keepAlive;
        Event event = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            return KEEP_ALIVE;
        }
        if (event.last()) {
            // Its id is free: the client may use it as soon as it has read this.
            forget(event.operation());
        }
        return event;
    }

    private synchronized void forget(@Nullable Operation operation) {
        operations.values().remove(operation);
    }

    /** One operation, from its request to its last event. */
    final class Operation extends BaseSubscriber<ExecutionResult> {

        private final String id;
        private volatile boolean stopped;

        private Operation(String id) {
            this.id = id;
        }

        /**
         * Tells the answer, now or event by event.
         *
         * @return whether somebody still wants to hear it
         */
        boolean answer(WebGraphQlResponse response) {
            if (response.getData() instanceof Publisher) {
                Publisher<ExecutionResult> events = Objects.requireNonNull(response.getData());
                events.subscribe(this);
            } else {
                offer(this, text.next(id, response.toMap()), false);
                hookOnComplete();
            }
            return !stopped;
        }

        private void stop() {
            stopped = true;
            dispose();
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(ExecutionResult result) {
            offer(this, text.next(id, result.toSpecification()), false);
        }

        @Override
        protected void hookOnComplete() {
            offer(this, text.complete(id), true);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            offer(this, text.failed(id, failure), false);
            hookOnComplete();
        }
    }
}
