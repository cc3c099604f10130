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
        return List.of(
                new CswPhaseMapper(),
                new CswStyleMapper(),
                new CswItemMapper(List.of("1", "2", "3")),
                new CswOrderMapper(),
                new CswOrderLineMapper(),
                new CswRoutingMapper(),
                new CswMovementMapper(ZoneId.of("America/Sao_Paulo")),
                new CswStyleRoutingMapper(),
                new CswComponentMapper(),
                new CswLotMapper(),
                new CswForecastMapper(),
                new CswCollectionMapper(),
                new CswInvoiceTypeMapper(),
                new CswSalesOrderMapper(),
                new CswSalesOrderLineMapper(),
                new CswStockMapper(),
                new CswSubcontractorMapper(),
                new CswShipmentMapper(),
                CswNoteMapper.ofSent(),
                CswNoteMapper.ofReturned());
    }

    @TestFactory
    Stream<DynamicTest> recordedRowsAreMappedAsExpected() {
        return new PayloadSamples(Path.of("src/test/resources/csw/samples"), mappers()).tests();
    }
}
