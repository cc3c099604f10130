package io.esteira.graphql;

import io.esteira.query.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.SubscriptionPublisherException;

/** Events of a stream that carries several operations, as they are sent. */
final class StreamText {

    private static final byte[] COMMENT = {':', '\n', '\n'};

    private final AnswerText answers;
    private final Failures failures;

    StreamText(AnswerText answers, Failures failures) {
        this.answers = answers;
        this.failures = failures;
    }

    /** What clients pass over. */
    static byte[] comment() {
        return COMMENT.clone();
    }

    byte[] next(String id, Map<String, Object> result) {
        return event("next", id, answers.of(result));
    }

    byte[] complete(String id) {
        return event("complete", id, null);
    }

    /** What ended an operation, as its last result. */
    byte[] failed(String id, Throwable failure) {
        Map<String, Object> result = failure instanceof SubscriptionPublisherException told
                ? told.toMap()
                : Map.of("errors", List.of(failures.problem(failure).anywhere().toSpecification()));
        return next(id, result);
    }

    /** One line of data: JSON has line ends between its parts only, where blanks do as well. */
    private byte[] event(String name, String id, @Nullable Json payload) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        if (payload != null) {
            members.put("payload", payload);
        }
        byte[] data = answers.object(members).text();
        byte[] before = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[before.length + data.length + 2];
        System.arraycopy(before, 0, event, 0, before.length);
        for (int i = 0; i < data.length; i++) {
            boolean lineEnd = data[i] == '\n' || data[i] == '\r';
            event[before.length + i] = lineEnd ? (byte) ' ' : data[i];
        }
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
