package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver of the vendor's kind gives the hub the same as any other. */
class CswVendorDriverTests {

    @ParameterizedTest
    @ValueSource(strings = {"phases", "styles", "items", "orders", "order-lines", "routing", "movements"})
    void rowsMeanTheSameByAVendorsDriver(String entity) {
        // given
        CswProperties plain = CswPlant.properties(500);
        CswProperties vendor = CswPlant.byVendor("csw");

        // when
        List<MappingResult> expected = mapped(entity, plain);
        List<MappingResult> results = mapped(entity, vendor);

        // then
        assertThat(results).isNotEmpty().isEqualTo(expected);
    }

    /** Its words for what it does not know are anybody's guess. */
    @ParameterizedTest
    @ValueSource(strings = {"phases", "movements"})
    void rowsMeanTheSameByADriverThatKnowsNoSuchException(String entity) {
        // when
        List<MappingResult> expected = mapped(entity, CswPlant.properties(500));
        List<MappingResult> results =
                mapped(entity, CswPlant.byVendor(Map.of("driver", OldVendorDriver.class.getName())));

        // then
        assertThat(results).isNotEmpty().isEqualTo(expected);
    }

    private static List<MappingResult> mapped(String entity, CswProperties properties) {
        CanonicalMapper mapper = CswSamplesTests.mappers().stream()
                .filter(candidate -> candidate.entity().equals(entity))
                .findFirst()
                .orElseThrow();
        CswQuery query = CswQuery.all(properties).stream()
                .filter(candidate -> candidate.entity().equals(entity))
                .findFirst()
                .orElseThrow();
        List<SourceRecord> records = new ArrayList<>();
        try (CswDatabase database = new CswDatabase(properties)) {
            new CswReader(query, database, properties, Clock.systemUTC())
                    .read(new ReadRequest(CswPlant.COMPANY, ReadMode.SNAPSHOT, null))
                    .forEachRemaining(page -> records.addAll(page.records()));
        }
        return records.stream().map(mapper::map).toList();
    }
}
