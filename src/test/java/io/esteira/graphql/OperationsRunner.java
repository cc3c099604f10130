package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the operations that the contract publishes against whatever answers them, and compares with what is expected. A
 * missing expectation is written, and the test fails so that somebody looks at it.
 *
 * @param folder holds {@code operations} and {@code expectations}
 * @param hub answers a document with the response, as GraphQL says it
 */
record OperationsRunner(Path folder, Function<String, Object> hub) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    List<DynamicTest> tests() {
        try (Stream<Path> files = Files.list(folder.resolve("operations"))) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path operation) throws IOException {
        String name = operation.getFileName().toString().replace(".graphql", ".json");
        Path expectation = folder.resolve("expectations").resolve(name);
        String actual = JSON.writeValueAsString(hub.apply(Files.readString(operation))) + "\n";
        if (!Files.exists(expectation)) {
            Files.writeString(expectation, actual);
            Assertions.fail("wrote " + expectation + ": review it, then run again");
        }
        assertThat(actual)
                .as("delete %s to have it written anew", expectation)
                .isEqualTo(Files.readString(expectation));
    }
}
