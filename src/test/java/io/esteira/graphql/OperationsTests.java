package io.esteira.graphql;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each published operation answers as expected, over the small plant and a clock that stands still. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTests {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @TestFactory
    List<DynamicTest> answerAsExpected() {
        return new OperationsRunner(Path.of("../graphql"), document -> contract.ask(document)
                        .toMap())
                .tests();
    }
}
