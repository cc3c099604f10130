package io.esteira.adapter.protheus;

import io.esteira.adapter.testkit.PayloadSamples;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded rows and what they mean; a surprise in production becomes one more file. */
class ProtheusSamplesTests {

    @TestFactory
    Stream<DynamicTest> samples() {
        return new PayloadSamples(Path.of("src/test/resources/protheus/samples"), ProtheusContractTests.Mappers.all())
                .tests();
    }
}
