package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Definition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import io.esteira.platform.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The published operations are whole: one for each root field, each explained, named and with examples. */
class PublishedOperationsTest {

    private static final Path FOLDER = Path.of("../graphql");
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    private static final Pattern EXPLAINED = Pattern.compile("(# \\S.*\n)+# For: ([a-z, ]+)\\.\n\\w[\\s\\S]*");

    private final List<Operation> operations = Operation.of(FOLDER.resolve("operations"));

    private static List<Example> examples(Path file) {
        return Example.of(JsonMapper.shared().readTree(file));
    }

    private static List<Path> expectations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("expectations"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void eachRootFieldHasAnOperation() throws IOException {
        Stream<String> fields = Parser.parse(snapshot()).getDefinitions().stream()
                .filter(PublishedOperationsTest::isRoot)
                .map(ObjectTypeDefinition.class::cast)
                .flatMap(type ->
                        type.getFieldDefinitions().stream().map(field -> type.getName() + '.' + field.getName()));

        assertThat(operations.stream().flatMap(operation -> operation.rootFields().stream()))
                .containsAll(fields.toList());
    }

    /** Without the limits that hold for documents of clients. */
    private static ParserEnvironment snapshot() throws IOException {
        return ParserEnvironment.newParserEnvironment()
                .document(Files.readString(FOLDER.resolve("schema.snapshot.graphqls")))
                .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                .build();
    }

    private static boolean isRoot(Definition<?> definition) {
        return definition instanceof ObjectTypeDefinition type && ROOTS.contains(type.getName());
    }

    @Test
    void eachOperationHasExpectationsAndEachExpectationAnOperation() throws IOException {
        assertThat(expectations().stream().map(file -> file.getFileName().toString()))
                .containsExactlyElementsOf(
                        operations.stream().map(each -> each.name() + ".json").toList());
    }

    @Test
    void eachExpectationHasExamplesWithAnswers() throws IOException {
        for (Path file : expectations()) {
            assertThat(examples(file))
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example.answer()).isNotNull())
                    .allSatisfy(example -> assertThat(Role.find(example.as())).isPresent());
            assertThat(examples(file).stream().map(Example::says)).doesNotHaveDuplicates();
        }
    }

    @Test
    void eachOperationSaysWhatItAnswersAndForWhom() {
        Set<String> roles = Stream.of(Role.values())
                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(operations).isNotEmpty().allSatisfy(operation -> {
            var explained = EXPLAINED.matcher(operation.text());
            assertThat(explained.matches())
                    .as("%s begins with a comment and a line '# For: roles.'", operation.name())
                    .isTrue();
            assertThat(roles).contains(explained.group(2).split(", "));
        });
    }

    @Test
    void theIndexByTaskSaysOfEachOperationWhatItSaysItself() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("operations/README.md")).stream()
                .filter(line -> line.startsWith("* "))
                .toList();

        assertThat(lines)
                .as("graphql/operations/README.md")
                .containsExactlyInAnyOrderElementsOf(operations.stream()
                        .map(each -> "* [%1$s](%1$s.graphql): %2$s".formatted(each.name(), each.says()))
                        .toList());
    }

    @Test
    void eachOperationIsNamedAsItsFile() {
        assertThat(operations)
                .allSatisfy(operation ->
                        assertThat(operation.definition().getName()).isEqualTo(operation.expectedName()));
    }
}
