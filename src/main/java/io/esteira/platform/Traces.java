package io.esteira.platform;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Makes work that goes from system to system, or waits in between, one trace, and has the lines of the log that are written meanwhile say
 * what they are about.
 */
public final class Traces {

    /** The header of W3C's Trace Context. */
    private static final String HEADER = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Follows nothing. */
    public static Traces none() {
        return new Traces(Tracer.NOOP, Propagator.NOOP);
    }

    /** Work that is begun here, as a part of what the thread is at, if it is at anything. */
    public Work work(String name) {
        return new Work(name);
    }

    /** A part of the work at hand; costs nothing where nobody follows that. */
    public <T> T step(String name, Supplier<T> step) {
        Span current = tracer.currentSpan();
        return current == null || !Boolean.TRUE.equals(current.context().sampled())
                ? step.get()
                : new Work(name).call(step);
    }

    public void step(String name, Runnable step) {
        Boolean unused = step(name, () -> {
            step.run();
            return true;
        });
    }

    /** Where the thread is, to be kept with what goes on later; null where it is at nothing. */
    public @Nullable String here() {
        Span current = tracer.currentSpan();
        if (current == null) {
            return null;
        }
        Map<String, String> headers = HashMap.newHashMap(2);
        propagator.inject(current.context(), headers, (carrier, key, value) -> headers.put(key, value));
        return headers.get(HEADER);
    }

    /** Of one thread. */
    public final class Work {

        private final String name;
        private final Map<String, String> about = new LinkedHashMap<>();
        private @Nullable String from;

        private Work(String name) {
            this.name = name;
        }

        /** What it is about: shown by its span and by each line of the log. */
        public Work about(String key, Object value) {
            about.put(key, value.toString());
            return this;
        }

        /** It goes on with what was at hand {@link Traces#here} then; null for what was not kept. */
        public Work from(@Nullable String then) {
            from = then;
            return this;
        }

        public void run(Runnable work) {
            Boolean unused = call(() -> {
                work.run();
                return true;
            });
        }

        public <T> T call(Supplier<T> work) {
            Span span = begin();
            Deque<MDC.MDCCloseable> keys = new ArrayDeque<>();
            about.forEach((key, value) -> {
                span.tag("esteira." + key, value);
                keys.push(MDC.putCloseable(key, value));
            });
            try (Tracer.SpanInScope unused = tracer.withSpan(span)) {
                return work.get();
            } catch (RuntimeException e) {
                span.error(e);
                throw e;
            } finally {
                keys.forEach(MDC.MDCCloseable::close);
                span.end();
            }
        }

        private Span begin() {
            String parent = from;
            Span.Builder span = parent == null
                    ? tracer.spanBuilder()
                    : propagator.extract(parent, (carrier, key) -> HEADER.equals(key) ? carrier : null);
            return span.name(name).start();
        }
    }
}
