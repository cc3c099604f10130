package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.idl.TypeUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Copies of all lists of the contract, begun before the examples run; after these each must hold what its list holds. */
final class FollowedCopies {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ContractClient.Asker ADMIN = new ContractClient.Asker("admin", "*");

    private final ContractClient client;
    private final List<Copy> copies = new ArrayList<>();

    private FollowedCopies(ContractClient client) {
        this.client = client;
    }

    static FollowedCopies begin(Path snapshot, ContractClient client) throws IOException {
        FollowedCopies followed = new FollowedCopies(client);
        Map<String, ObjectTypeDefinition> types = Parser.parse(ParserEnvironment.newParserEnvironment()
                        .document(Files.readString(snapshot))
                        .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                        .build())
                .getDefinitionsOfType(ObjectTypeDefinition.class)
                .stream()
                .collect(Collectors.toMap(ObjectTypeDefinition::getName, type -> type));
        for (FieldDefinition field : Objects.requireNonNull(types.get("Query")).getFieldDefinitions()) {
            String answer = TypeUtil.unwrapAll(field.getType()).getName();
            if (field.getName().endsWith("Changes")
                    && answer.endsWith("Changes")
                    && types.containsKey(answer.replace("Changes", "Connection"))) {
                String fields = Objects.requireNonNull(
                                types.get(answer.substring(0, answer.length() - "Changes".length())))
                        .getFieldDefinitions()
                        .stream()
                        .filter(each -> !types.containsKey(
                                TypeUtil.unwrapAll(each.getType()).getName()))
                        .map(FieldDefinition::getName)
                        .collect(Collectors.joining(" "));
                followed.copies.add(followed
                .new Copy(field.getName().substring(0, field.getName().length() - "Changes".length()), fields));
            }
        }
        followed.copies.forEach(Copy::catchUp);
        return followed;
    }

    List<DynamicTest> tests() {
        return copies.stream()
                .map(copy -> DynamicTest.dynamicTest(
                        "copy of " + copy.list, () -> await().atMost(SOON).untilAsserted(() -> {
                            copy.catchUp();
                            assertThat(copy.rows).isEqualTo(copy.listed());
                        })))
                .toList();
    }

    private final class Copy {

        private final String list;
        private final String fields;
        private final Map<String, JsonNode> rows = new TreeMap<>();
        private JsonNode cursor = JsonNodeFactory.instance.nullNode();

        Copy(String list, String fields) {
            this.list = list;
            this.fields = fields;
        }

        void catchUp() {
            JsonNode answer;
            do {
                answer = ask(
                        "query ($at: String) { " + list + "Changes(since: $at) { restart nodes { " + fields
                                + " } removed cursor hasMore } }",
                        list + "Changes");
                if (answer.path("restart").asBoolean()) {
                    rows.clear();
                }
                answer.path("removed").forEach(id -> rows.remove(id.asString()));
                answer.path("nodes").forEach(row -> rows.put(row.path("id").asString(), row));
                cursor = answer.path("cursor");
            } while (answer.path("hasMore").asBoolean());
        }

        Map<String, JsonNode> listed() {
            Map<String, JsonNode> listed = new TreeMap<>();
            JsonNode kept = cursor;
            cursor = JsonNodeFactory.instance.nullNode();
            JsonNode answer;
            do {
                answer = ask(
                        "query ($at: String) { " + list + "(first: 500, after: $at) { nodes { " + fields
                                + " } pageInfo { hasNextPage endCursor } } }",
                        list);
                answer.path("nodes").forEach(row -> listed.put(row.path("id").asString(), row));
                cursor = answer.path("pageInfo").path("endCursor");
            } while (answer.path("pageInfo").path("hasNextPage").asBoolean());
            cursor = kept;
            return listed;
        }

        private JsonNode ask(String document, String field) {
            ObjectNode variables = JsonMapper.shared().createObjectNode();
            variables.set("at", cursor);
            JsonNode answer = client.ask(ADMIN, document, variables);
            assertThat(answer.path("errors").isMissingNode())
                    .as("%s: %s", list, answer.path("errors"))
                    .isTrue();
            return answer.path("data").path(field);
        }
    }
}
