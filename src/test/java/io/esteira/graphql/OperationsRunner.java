package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.graphql.ContractClient.Asker;
import io.esteira.graphql.ContractClient.Listening;
import io.esteira.graphql.Example.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the operations that the contract publishes against a hub, and compares with what is expected. Those that only ask come
 * first and find the plant untouched. The actual answers are written to {@code target/expectations}, to be looked at and
 * copied; nothing is ever overwritten.
 *
 * @param folder holds {@code operations} and {@code expectations}
 * @param plant carries out what happens at the plant
 * @param subscribers how many subscriptions the hub serves now
 */
record OperationsRunner(Path folder, ContractClient hub, Plant plant, IntSupplier subscribers) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path ACTUAL = Path.of("target/expectations");
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The plant behind the hub, as far as examples need it. */
    interface Plant {

        /** Protheus fails once when it is sent a posting. */
        void fail(String kind, String variant);

        void make(int cell, int pieces);
    }

    /** An operation with its file of examples. */
    private record Published(Operation operation, JsonNode file) {

        List<Example> examples() {
            return Example.of(file);
        }

        boolean onlyAsks(Predicate<String> isQuery) {
            return operation.isQuery() && examples().stream().allMatch(example -> example.onlyAsks(isQuery));
        }
    }

    List<DynamicTest> tests() {
        Predicate<String> isQuery = name -> operation(name).isQuery();
        return Operation.of(folder.resolve("operations")).stream()
                .map(this::published)
                .sorted(Comparator.comparing(published -> !published.onlyAsks(isQuery)))
                .map(published -> DynamicTest.dynamicTest(published.operation().name(), () -> run(published)))
                .toList();
    }

    private Published published(Operation operation) {
        Path file = folder.resolve("expectations").resolve(operation.name() + ".json");
        return new Published(operation, Files.exists(file) ? JSON.readTree(file) : JSON.createArrayNode());
    }

    private Operation operation(String name) {
        return Operation.of(folder.resolve("operations")).stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no operation " + name));
    }

    private void run(Published published) throws IOException {
        ArrayNode actual = JSON.createArrayNode();
        SoftAssertions answers = new SoftAssertions();
        Map<String, JsonNode> kept = new HashMap<>();
        for (int i = 0; i < published.file().size(); i++) {
            Example example = published.examples().get(i);
            JsonNode answer = Placeholder.put(example.expected(), answer(published.operation(), example, kept));
            ((ObjectNode) actual.add(published.file().path(i)).path(i)).set("answer", answer);
            answers.assertThat(JSON.writeValueAsString(answer))
                    .as(example.says())
                    .isEqualTo(JSON.writeValueAsString(example.expected()));
        }
        Path file = ACTUAL.resolve(published.operation().name() + ".json");
        Files.createDirectories(ACTUAL);
        Files.writeString(file, JSON.writeValueAsString(actual) + "\n");
        assertThat(actual).as("examples of " + published.operation().name()).isNotEmpty();
        try {
            answers.assertAll();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "look at the difference; where the new answer is right, copy src/" + file
                            + " over graphql/expectations\n" + e.getMessage(),
                    e);
        }
    }

    private JsonNode answer(Operation operation, Example example, Map<String, JsonNode> kept) {
        carryOut(example.given(), kept);
        Asker asker = new Asker(example.as(), example.visible());
        JsonNode variables = fill(example.variables(), kept);
        if (!operation.isSubscription()) {
            return hub.ask(asker, operation.text(), variables);
        }
        int before = subscribers.getAsInt();
        // Stays until the hub stops: who leaves is noticed some time later, and would be counted until then.
        Listening listening = hub.listen(asker, operation.text(), variables);
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> subscribers.getAsInt() > before);
        carryOut(example.when(), kept);
        return listening.next();
    }

    private void carryOut(@Nullable List<Step> steps, Map<String, JsonNode> kept) {
        for (Step step : Objects.requireNonNullElse(steps, List.<Step>of())) {
            switch (step) {
                case Example.Ask ask -> carryOut(ask, kept);
                case Example.Fail fail -> plant.fail(fail.protheusFails(), fail.variant());
                case Example.Make make -> plant.make(make.cell(), make.pieces());
            }
        }
    }

    private void carryOut(Example.Ask ask, Map<String, JsonNode> kept) {
        String document = operation(ask.operation()).text();
        JsonNode variables = fill(ask.variables(), kept);
        JsonNode answer = await(ask.operation() + " " + ask.until())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> hub.ask(new Asker(ask.as(), "*"), document, variables), shows(ask.until()));
        assertThat(answer.path("errors")).as(ask.operation() + ": " + answer).isEmpty();
        assertThat(answer.findValuesAsString("__typename"))
                .as(ask.operation() + ": " + answer)
                .noneMatch(type -> type.endsWith("Refused"));
        Objects.requireNonNullElse(ask.keep(), Map.<String, String>of())
                .forEach((name, pointer) -> kept.put(name, answer.at(pointer)));
    }

    private static Predicate<JsonNode> shows(@Nullable Map<String, String> wanted) {
        return answer -> wanted == null
                || wanted.entrySet().stream().allMatch(each -> each.getValue()
                        .equals(answer.at(each.getKey()).asString("")));
    }

    private static JsonNode fill(@Nullable JsonNode variables, Map<String, JsonNode> kept) {
        return variables == null ? JSON.createObjectNode() : filled(variables, kept);
    }

    /** What is the name of something that was kept is replaced by it, however deep. */
    private static JsonNode filled(JsonNode given, Map<String, JsonNode> kept) {
        if (given.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            given.propertyStream().forEach(each -> object.set(each.getKey(), filled(each.getValue(), kept)));
            return object;
        }
        if (given.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            given.forEach(each -> array.add(filled(each, kept)));
            return array;
        }
        return kept.getOrDefault(given.asString(""), given);
    }
}
