package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import io.esteira.graphql.EventStream.Operation;
import io.esteira.platform.Caller.Login;
import io.micrometer.tracing.Tracer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** What event streams may hold, and for how long. */
class EventStreamsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Login ANA = new Login("app", "ana");
    private static final Login BEA = new Login("app", "bea");
    private static final StreamText TEXT =
            new StreamText(new AnswerText(JsonMapper.shared()), new Failures(Tracer.NOOP));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) () -> requireNonNull(now.get())).withZone(ZoneOffset.UTC);
    private final EventStreams streams = new EventStreams(
            new StreamProperties(3, 2, 2, DataSize.ofBytes(100), Duration.ofSeconds(30)),
            TEXT,
            Duration.ofMillis(10),
            clock);

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static WebGraphQlResponse response(Object data) {
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                ExecutionInput.newExecutionInput("{ x }").build(),
                ExecutionResult.newExecutionResult().data(data).build()));
    }

    private static ExecutionResult result(int number) {
        return ExecutionResult.newExecutionResult()
                .data(Map.of("number", number))
                .build();
    }

    private static void assertRefused(String code, Runnable refused) {
        assertThatExceptionOfType(HttpRefused.class)
                .isThrownBy(refused::run)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    /** Serves a stream until it is closed. */
    private Thread serve(EventStream stream, OutputStream connection) {
        stream.open();
        return Thread.startVirtualThread(() -> streams.serve(stream, connection, Instant.MAX));
    }

    private static String text(ByteArrayOutputStream connection) {
        return connection.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReservationWaitsSoLong() {
        EventStream stream = streams.reserve(ANA);
        Sinks.Many<ExecutionResult> events = Sinks.many().unicast().onBackpressureBuffer();
        assertThat(stream.begin("1").answer(response(events.asFlux()))).isTrue();

        pass(Duration.ofSeconds(30).minusNanos(1));
        assertThat(streams.find(ANA, stream.token())).contains(stream);
        pass(Duration.ofNanos(1));

        assertThat(streams.find(ANA, stream.token())).isEmpty();
        streams.closeExpired();
        assertThat(events.currentSubscriberCount()).isZero();
        assertRefused("UNKNOWN_STREAM", stream::open);
        assertRefused("UNKNOWN_STREAM", () -> stream.begin("2"));
    }

    @Test
    void whatIsOpenDoesNotExpire() {
        EventStream stream = streams.reserve(ANA);
        stream.open();

        pass(Duration.ofDays(1));
        streams.closeExpired();

        assertThat(streams.find(ANA, stream.token())).contains(stream);
        assertRefused("STREAM_IN_USE", stream::open);
    }

    @Test
    void aStreamIsOfUseToItsLoginAlone() {
        EventStream stream = streams.reserve(ANA);

        assertThat(streams.find(BEA, stream.token())).isEmpty();
        assertThat(streams.find(new Login("other", "ana"), stream.token())).isEmpty();
        assertThat(streams.find(ANA, "nothing")).isEmpty();
    }

    @Test
    void clientsHaveSoManyAndAllTogetherSoMany() {
        EventStream first = streams.reserve(ANA);
        EventStream second = streams.reserve(ANA);

        assertRefused("STREAM_LIMIT", () -> streams.reserve(ANA));
        EventStream third = streams.reserve(BEA);
        assertRefused("STREAM_LIMIT", () -> streams.reserve(BEA));
        assertThat(first.token()).isNotEqualTo(second.token()).isNotEqualTo(third.token());

        pass(Duration.ofSeconds(30));
        assertThat(streams.reserve(ANA).token()).isNotBlank();
    }

    @Test
    void aStreamHasSoManyOperations() {
        EventStream stream = streams.reserve(ANA);
        Operation first = stream.begin("1");
        assertRefused("OPERATION_IN_USE", () -> stream.begin("1"));
        assertThat(stream.begin("2")).isNotSameAs(first);

        assertRefused("STREAM_LIMIT", () -> stream.begin("3"));
        stream.stop("1");
        assertThat(stream.begin("3")).isNotNull();
    }

    @Test
    void whoeverDoesNotReadMayAskNothingNew() {
        EventStream stream = streams.reserve(ANA);
        assertThat(stream.begin("1").answer(response(Map.of("text", "x".repeat(100)))))
                .isTrue();

        assertRefused("TOO_SLOW", () -> stream.begin("2"));
        stream.stop("1");
        assertThat(stream.begin("2")).isNotNull();
    }

    @Test
    void tellsWhatWasAnsweredBeforeTheConnectionCame() throws Exception {
        EventStream stream = streams.reserve(ANA);
        assertThat(stream.begin("a\nb").answer(response(Map.of("text", "x\ny"))))
                .isTrue();
        ByteArrayOutputStream connection = new ByteArrayOutputStream();

        Thread serving = serve(stream, connection);

        await().atMost(SOON).until(() -> text(connection).contains("complete"));
        streams.closeAll();
        serving.join(SOON);
        assertThat(text(connection)).startsWith("""
                :

                event: next
                data: {"id":"a\\nb","payload":{"data":{"text":"x\\ny"}}}

                event: complete
                data: {"id":"a\\nb"}

                """);
    }

    @Test
    void saysSomethingEverySoOften() throws Exception {
        ByteArrayOutputStream connection = new ByteArrayOutputStream();
        Thread serving = serve(streams.reserve(ANA), connection);

        await().atMost(SOON).until(() -> text(connection).length() > 10);
        streams.closeAll();
        serving.join(SOON);

        assertThat(text(connection)).matches("(:\n\n)+");
    }

    @Test
    void endsWithTheTokenThatOpenedIt() throws Exception {
        EventStream stream = streams.reserve(ANA);
        stream.open();
        Thread serving = Thread.startVirtualThread(
                () -> streams.serve(stream, new ByteArrayOutputStream(), START.plusSeconds(60)));
        assertThat(serving.join(Duration.ofMillis(100))).isFalse();

        pass(Duration.ofSeconds(60));

        assertThat(serving.join(SOON)).isTrue();
        assertThat(streams.find(ANA, stream.token())).isEmpty();
    }

    @Test
    void askForOneEventAtATime() throws Exception {
        // given
        AtomicLong wanted = new AtomicLong();
        Flux<ExecutionResult> events =
                Flux.range(1, 1_000).map(EventStreamsTest::result).doOnRequest(wanted::addAndGet);
        EventStream stream = streams.reserve(ANA);
        assertThat(stream.begin("1").answer(response(events))).isTrue();
        assertThat(wanted).hasValue(1);

        // when
        ByteArrayOutputStream connection = new ByteArrayOutputStream();
        Thread serving = serve(stream, connection);

        // then
        await().atMost(SOON).until(() -> text(connection).contains("complete"));
        streams.closeAll();
        serving.join(SOON);
        assertThat(text(connection)).contains("{\"number\":1000}");
        assertThat(wanted).hasValueBetween(1_000, 1_001);
    }

    /** A client that reads nothing: the first write waits for it. */
    private static final class Stuck extends OutputStream {

        final AtomicInteger writes = new AtomicInteger();
        final AtomicBoolean reads = new AtomicBoolean();

        @Override
        public void write(int b) throws IOException {
            throw new IOException("a byte at a time");
        }

        @Override
        public void write(byte[] text, int from, int length) {
            writes.incrementAndGet();
            await().atMost(SOON).untilTrue(reads);
        }
    }

    @Test
    void oneClientThatDoesNotReadHoldsUpNobody() throws Exception {
        Stuck stuck = new Stuck();
        Thread held = serve(streams.reserve(ANA), stuck);
        await().atMost(SOON).until(() -> stuck.writes.get() == 1);
        EventStream other = streams.reserve(BEA);
        ByteArrayOutputStream connection = new ByteArrayOutputStream();
        Thread serving = serve(other, connection);

        assertThat(other.begin("1").answer(response(Map.of("number", 1)))).isTrue();

        await().atMost(SOON).until(() -> text(connection).contains("complete"));
        stuck.reads.set(true);
        streams.closeAll();
        held.join(SOON);
        serving.join(SOON);
        assertThat(stuck.writes.get()).isPositive();
    }

    @Test
    void forgetsTheStreamOfAClientThatHasLeft() throws Exception {
        Sinks.Many<ExecutionResult> events = Sinks.many().unicast().onBackpressureBuffer();
        EventStream stream = streams.reserve(ANA);
        assertThat(stream.begin("1").answer(response(events.asFlux()))).isTrue();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };

        serve(stream, gone).join(SOON);

        assertThat(streams.find(ANA, stream.token())).isEmpty();
        assertThat(events.currentSubscriberCount()).isZero();
    }

    @Test
    void nothingMoreIsToldOfWhatWasStopped() throws Exception {
        // given
        Sinks.Many<ExecutionResult> events = Sinks.many().unicast().onBackpressureBuffer();
        EventStream stream = streams.reserve(ANA);
        Operation operation = stream.begin("1");
        assertThat(operation.answer(response(events.asFlux()))).isTrue();
        events.tryEmitNext(result(1)).orThrow();

        // when
        stream.stop("1");
        Operation late = stream.begin("2");
        stream.stop("2");
        boolean told = late.answer(response(Map.of("number", 2)));
        boolean again = stream.begin("1").answer(response(Map.of("number", 3)));
        ByteArrayOutputStream connection = new ByteArrayOutputStream();
        Thread serving = serve(stream, connection);

        // then
        await().atMost(SOON).until(() -> text(connection).contains("complete"));
        streams.closeAll();
        serving.join(SOON);
        assertThat(events.currentSubscriberCount()).isZero();
        assertThat(told).isFalse();
        assertThat(again).isTrue();
        assertThat(text(connection)).contains("{\"number\":3}").doesNotContain("{\"number\":1}", "{\"number\":2}");
    }

    @Test
    void tellsOfAFaultByItsTraceAndGoesOn() throws Exception {
        EventStream stream = streams.reserve(ANA);
        Publisher<ExecutionResult> failing = Flux.error(new IllegalStateException("select * from secret"));
        assertThat(stream.begin("1").answer(response(failing))).isTrue();
        ByteArrayOutputStream connection = new ByteArrayOutputStream();
        Thread serving = serve(stream, connection);

        await().atMost(SOON).until(() -> text(connection).contains("complete"));
        assertThat(stream.begin("1")).isNotNull();
        streams.closeAll();
        serving.join(SOON);
        assertThat(text(connection))
                .contains("\"code\":\"INTERNAL\"", "traceId")
                .doesNotContain("secret");
    }
}
