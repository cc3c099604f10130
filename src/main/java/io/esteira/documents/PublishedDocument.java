package io.esteira.documents;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operation that the contract publishes.
 *
 * @param name of its file, such as {@code orders-by-status}
 * @param sha256 of its text, in small hexadecimal digits
 */
public record PublishedDocument(String name, String sha256, String text, Document document) {

    /** What types of root fields are called besides what their rows are of. */
    private static final Pattern SHAPE = Pattern.compile("(Connection|Aggregate|Changes)$");

    static PublishedDocument of(String name, String text) {
        return new PublishedDocument(
                name, Sha256.of(text.getBytes(StandardCharsets.UTF_8)), text, new Parser().parseDocument(text));
    }

    /** A published document has one. */
    OperationDefinition operation() {
        return document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    }

    boolean isQuery() {
        return operation().getOperation() == OperationDefinition.Operation.QUERY;
    }

    /** What it answers and for whom, as its comment has it. */
    String says() {
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
    }

    /** What the rows of a query are of: {@code ProductionOrder} for one order, a list, groups and changes of orders. */
    String reads(GraphQLSchema schema) {
        String root = operation()
                .getSelectionSet()
                .getSelectionsOfType(Field.class)
                .getFirst()
                .getName();
        GraphQLNamedType type =
                GraphQLTypeUtil.unwrapAllAs(schema.getQueryType().getField(root).getType());
        return SHAPE.matcher(type.getName()).replaceFirst("");
    }
}
