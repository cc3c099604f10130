package io.esteira.documents;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.esteira.support.HubTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** What holds for each published document, be it old or new. */
class ReadyDocumentsTest extends HubTest {

    @Autowired
    private Documents documents;

    @Autowired
    private GraphQlSource source;

    private List<PublishedDocument> queries() {
        return documents.all().stream().filter(PublishedDocument::isQuery).toList();
    }

    @Test
    void aDocumentIsValidWhenItIsMadeReady() {
        GraphQLSchema schema = source.schema();

        assertThat(queries()).hasSizeGreaterThan(100).allSatisfy(document -> {
            for (boolean table : List.of(true, false)) {
                ReadyDocument ready = ReadyDocument.of(document, schema, table);
                assertThat(ParseAndValidate.validate(schema, Parser.parse(ready.text()), Locale.ENGLISH))
                        .as(ready.text())
                        .isEmpty();
            }
        });
        assertThat(queries().stream()
                        .map(document ->
                                ReadyDocument.of(document, schema, true).pages())
                        .filter(pages -> pages != null && pages.canBeFollowed()))
                .hasSizeGreaterThan(20);
    }
}
