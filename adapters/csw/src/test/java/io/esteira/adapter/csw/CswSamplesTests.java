package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.testkit.PayloadSamples;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CswSamplesTests {

    static List<CanonicalMapper> mappers() {
        return CswMapper.all(List.of("1", "2", "3"), ZoneId.of("America/Sao_Paulo"));
    }

    @TestFactory
    Stream<DynamicTest> recordedRowsAreMappedAsExpected() {
        return new PayloadSamples(Path.of("src/test/resources/csw/samples"), mappers()).tests();
    }
}
