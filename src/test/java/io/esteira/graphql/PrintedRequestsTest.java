package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person copies from the first pages is what the hub takes. */
class PrintedRequestsTest {

    /** Of curl's options: the text of a body, or of the part that says what a file is for. */
    private static final Pattern BODY = Pattern.compile("(?:-d|-F) '(?:operations=)?(\\{[^']*\\})'");

    private static final GraphQLSchema SCHEMA = schema();

    private static GraphQLSchema schema() {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser()
                .parse(Path.of("../graphql/schema.snapshot.graphqls").toFile()));
    }

    private static List<String> bodies(String page) throws IOException {
        return BODY.matcher(Files.readString(Path.of("..", page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.pt-BR.md", "graphql/README.md"})
    void eachBodyIsJsonWhoseQueryFitsTheSchema(String page) throws IOException {
        List<JsonNode> bodies =
                bodies(page).stream().map(JsonMapper.shared()::readTree).toList();

        List<String> queries = bodies.stream()
                .filter(body -> body.has("query"))
                .map(body -> body.get("query").asString())
                .toList();

        assertThat(queries).isNotEmpty().allSatisfy(query -> assertThat(
                        ParseAndValidate.validate(SCHEMA, Parser.parse(query), Locale.ROOT))
                .isEmpty());
    }
}
