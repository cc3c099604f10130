package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.testkit.PayloadSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PcpSamplesTests {

    static List<CanonicalMapper> mappers() {
        return List.of(
                new PcpPlanMapper(),
                new PcpWindowMapper(),
                new PcpDayOffMapper(),
                new PcpJustificationMapper(),
                new PcpCapacityMapper(),
                new PcpLeadTimeMapper(),
                new PcpResponsibleMapper(),
                new PcpStatusMapper(),
                new PcpSavedTargetMapper());
    }

    @TestFactory
    Stream<DynamicTest> recordedRowsAreMappedAsExpected() {
        return new PayloadSamples(Path.of("src/test/resources/pcp/samples"), mappers()).tests();
    }
}
