package io.esteira.offline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The app: queues what a person does, sends it when there is a line, and keeps a copy of what the hub holds. All that it knows is in
 * its journal, so that it may die at any moment. Used by one thread.
 */
final class OfflineApp {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST_PART = 20;

    private static final String REPLAY = """
            mutation ($operations: [QueuedOperation!]!) {
              replayQueue(operations: $operations) {
                answers { status posting { id } downtime { id } justification { id } refusal { code field message messagePt } } } }""";

    /** What became of an operation. */
    record Outcome(String status, String code) {}

    /** A list that is kept as a copy. */
    record Copied(String field, String type, String fields, ObjectNode where) {

        String query(String operation) {
            return """
                    %s ($since: String, $where: %sWhere) {
                      %s(since: $since, first: 7, where: $where) { restart nodes { %s } removed cursor hasMore } }""".formatted(operation, type, field, fields);
        }
    }

    private final Journal journal;
    private final HubLine line;
    private final Copied copied;
    private final Random random;

    private final Map<Integer, JsonNode> waiting = new LinkedHashMap<>();
    private final Map<Integer, List<Outcome>> outcomes = new TreeMap<>();
    private final Map<String, JsonNode> copy = new TreeMap<>();
    private @Nullable String cursor;
    private int queued;

    OfflineApp(Path file, HubLine line, Copied copied, Journal.Fate fate, Random random) {
        this.journal = new Journal(file, fate);
        this.line = line;
        this.copied = copied;
        this.random = random;
        journal.read().forEach(this::remember);
    }

    private void remember(JsonNode event) {
        if (event.has("queued")) {
            waiting.put(queued++, event.path("queued"));
        } else if (event.has("answered")) {
            int number = event.path("answered").asInt();
            waiting.remove(number);
            outcomes.computeIfAbsent(number, each -> new ArrayList<>())
                    .add(new Outcome(
                            event.path("status").asString(), event.path("code").asString()));
        } else {
            remember(event.path("copied"), copy);
        }
    }

    private void remember(JsonNode part, Map<String, JsonNode> rows) {
        if (part.path("restart").asBoolean()) {
            rows.clear();
        }
        part.path("removed").forEach(id -> rows.remove(id.asString()));
        part.path("nodes").forEach(row -> rows.put(row.path("id").asString(), row));
        cursor = part.path("cursor").asString();
    }

    private void write(ObjectNode event) {
        journal.write(event);
        remember(event);
    }

    /** What a person does is in the journal before anybody is told that it is done. */
    void queue(JsonNode operation) {
        write(JSON.createObjectNode().set("queued", operation));
    }

    /** Sends the queue until nothing waits, by parts, the oldest first; a part is sent again until its answer is here. */
    void sendAll() {
        while (!waiting.isEmpty()) {
            List<Integer> part = waiting.keySet().stream()
                    .limit(1 + random.nextInt(LARGEST_PART))
                    .toList();
            ArrayNode operations = JSON.createArrayNode();
            part.forEach(number -> operations.add(waiting.get(number)));
            ObjectNode variables = JSON.createObjectNode();
            variables.set("operations", operations);
            take(part, line.ask(REPLAY, variables).path("replayQueue").path("answers"));
        }
    }

    private void take(List<Integer> part, JsonNode answers) {
        for (int i = 0; i < part.size(); i++) {
            JsonNode answer = answers.path(i);
            write(JSON.createObjectNode()
                    .put("answered", part.get(i))
                    .put("status", answer.path("status").asString())
                    .put("code", answer.path("refusal").path("code").asString("")));
        }
    }

    /** Brings the copy up to what the hub holds by now. */
    void catchUp() {
        JsonNode part;
        do {
            part = line.ask(copied.query("query"), since()).path(copied.field());
            write(JSON.createObjectNode().set("copied", part));
        } while (part.path("hasMore").asBoolean());
    }

    /** Is told what changes until it has heard enough, or the line is cut. */
    void follow(BooleanSupplier enough) {
        line.listen(copied.query("subscription"), since(), told -> {
            write(JSON.createObjectNode().set("copied", told.path(copied.field())));
            return !enough.getAsBoolean();
        });
    }

    private ObjectNode since() {
        ObjectNode variables = JSON.createObjectNode();
        variables.set("since", cursor == null ? JsonNodeFactory.instance.nullNode() : JSON.valueToTree(cursor));
        variables.set("where", copied.where());
        return variables;
    }

    int queued() {
        return queued;
    }

    /** Of each operation, what became of it, as often as that was noted. */
    List<List<Outcome>> outcomes() {
        return List.copyOf(outcomes.values());
    }

    Collection<JsonNode> copy() {
        return List.copyOf(copy.values());
    }
}
