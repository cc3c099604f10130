package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.testkit.PayloadSamples;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ProtheusSamplesTests {

    static List<CanonicalMapper> mappers() {
        return ProtheusMapper.all(FakeProtheus.properties(URI.create(FakeProtheus.AWAY)), company -> "H6_OBSERVA");
    }

    @TestFactory
    Stream<DynamicTest> recordedRowsAreMappedAsExpected() {
        return new PayloadSamples(Path.of("src/test/resources/protheus/samples"), mappers()).tests();
    }
}
