package io.esteira.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation that the contract publishes.
 *
 * @param name of its file
 * @param text the document, with the comment that says what it answers and for whom
 */
record Operation(String name, String text) {

    static List<Operation> of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .map(Operation::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation read(Path file) {
        try {
            return new Operation(file.getFileName().toString().replace(".graphql", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers, in the words of its comment. */
    String says() {
        return text.lines()
                .takeWhile(line -> line.startsWith("# ") && !line.startsWith("# For: "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining(" "));
    }

    OperationDefinition definition() {
        Document document = new Parser().parseDocument(text);
        return document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    }

    boolean isQuery() {
        return definition().getOperation() == OperationDefinition.Operation.QUERY;
    }

    boolean isSubscription() {
        return definition().getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
    }

    /** As {@code Query.items}. */
    List<String> rootFields() {
        String type = definition().getOperation().name();
        String root = type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT) + '.';
        return definition().getSelectionSet().getSelectionsOfType(Field.class).stream()
                .map(field -> root + field.getName())
                .toList();
    }

    /** What it is to be called within the document: {@code open-orders} is {@code OpenOrders}. */
    String expectedName() {
        return Stream.of(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
