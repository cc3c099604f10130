package io.esteira.adapter.pcp;

import io.esteira.adapter.testkit.PayloadSamples;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PcpSamplesTests {

    @TestFactory
    Stream<DynamicTest> recordedRowsAreMappedAsExpected() {
        return new PayloadSamples(Path.of("src/test/resources/pcp/samples"), PcpMapper.all()).tests();
    }
}
