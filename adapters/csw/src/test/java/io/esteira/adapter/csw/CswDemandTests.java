package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.canonical.BillOfMaterialLineChange;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.LotForecastChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.adapter.canonical.SalesOrderChange;
import io.esteira.adapter.canonical.SalesOrderLineChange;
import io.esteira.adapter.canonical.StockBalanceChange;
import io.esteira.adapter.canonical.SubcontractNoteChange;
import io.esteira.adapter.canonical.SubcontractNoteChange.Direction;
import io.esteira.adapter.canonical.SubcontractShipmentChange;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What targets are computed from, as the plant's example holds it, on the example's own day. */
class CswDemandTests {

    private static final String EXAMPLE = "EXEMPLO";

    private final CswProperties properties = CswPlant.ofCompanies(Map.of("9", EXAMPLE));
    private final CswDatabase database = new CswDatabase(properties);
    private Clock clock = Clock.fixed(Instant.parse("2025-10-22T15:00:00Z"), ZoneOffset.UTC);

    @AfterEach
    void close() {
        database.close();
    }

    private CswReader reader(String entity) {
        return CswQuery.all(properties).stream()
                .filter(query -> query.entity().equals(entity))
                .map(query -> new CswReader(query, database, properties, clock))
                .findAny()
                .orElseThrow();
    }

    private List<SourceRecord> records(String entity, @Nullable String since) {
        Iterator<Page> pages = reader(entity)
                .read(new ReadRequest(EXAMPLE, ReadMode.SNAPSHOT, since == null ? null : new Watermark(since)));
        List<SourceRecord> records = new ArrayList<>();
        pages.forEachRemaining(page -> records.addAll(page.records()));
        return records;
    }

    private <T extends CanonicalChange> List<T> changes(String entity, Class<T> type) {
        return changes(type, records(entity, null));
    }

    private static <T extends CanonicalChange> List<T> changes(Class<T> type, List<SourceRecord> records) {
        return records.stream().map(CswDemandTests::change).map(type::cast).toList();
    }

    private static CanonicalChange change(SourceRecord record) {
        CanonicalMapper mapper = CswSamplesTests.mappers().stream()
                .filter(each -> each.entity().equals(record.entity()))
                .findAny()
                .orElseThrow();
        if (mapper.map(record) instanceof MappingResult.Mapped(List<CanonicalChange> changes)) {
            return changes.getFirst();
        }
        throw new AssertionError(record.sourceKey() + " is not mapped: " + mapper.map(record));
    }

    private static BigDecimal pieces(long pieces) {
        return BigDecimal.valueOf(pieces);
    }

    @Test
    void aForecastNamesTheProductOfItsSizeAndColour() {
        List<LotForecastChange> forecasts = changes("forecasts", LotForecastChange.class);

        assertThat(forecasts)
                .filteredOn(forecast -> forecast.lot().key().equals("25O06A"))
                .extracting(forecast -> forecast.style().key(), LotForecastChange::item, LotForecastChange::pieces)
                .containsExactlyInAnyOrder(
                        tuple("010200001-0", new Ref("900001"), pieces(1000)),
                        tuple("010200002-0", new Ref("900002"), pieces(600)),
                        tuple("010400003-0", new Ref("900003"), pieces(800)),
                        tuple("60100004-0", new Ref("900004"), pieces(1600)));
        assertThat(forecasts)
                .filteredOn(forecast -> !forecast.lot().key().equals("25O06A"))
                .extracting(LotForecastChange::pieces)
                .containsExactlyInAnyOrder(pieces(600), pieces(400));
    }

    @Test
    void aForecastOfAStyleWithoutProductsNamesNone() {
        // given
        CswPlant.admin()
                .update(
                        "insert into tcl.LoteSeqTamanho values ('9', '25O06A', 'X', 1, 1, 5), ('9', '25O06A', '5-0', 1, 1, 6)");
        try {
            // when
            List<LotForecastChange> forecasts = changes("forecasts", LotForecastChange.class);

            // then
            assertThat(forecasts)
                    .filteredOn(forecast -> forecast.style().key().length() < 4)
                    .hasSize(2)
                    .allSatisfy(forecast -> assertThat(forecast.item()).isNull());
        } finally {
            CswPlant.admin().update("delete from tcl.LoteSeqTamanho where codengenharia in ('X', '5-0')");
        }
    }

    @Test
    void aProductTakesAPartByTheNameOfItsStyleOrByItsOwnCode() {
        // given
        assertThat(changes("components", BillOfMaterialLineChange.class))
                .containsExactly(new BillOfMaterialLineChange(
                        new Ref("900003|900004"), new Ref("900003"), new Ref("900004"), pieces(2), "10"));
        CswPlant.admin()
                .update(
                        "insert into tcp.ComponentesVariaveis values ('9', '010400003-0', '900004', 2, 12, 'GOLA', '1')");
        CswPlant.admin().update("insert into tcp.CompVarSorGraTam values ('9', '010400003-0', 2, 1, 1, 0.5)");
        try {
            // when
            List<BillOfMaterialLineChange> lines = changes("components", BillOfMaterialLineChange.class);

            // then
            assertThat(lines).singleElement().satisfies(line -> assertThat(line.quantity())
                    .isEqualByComparingTo("2.5"));
        } finally {
            CswPlant.admin().update("delete from tcp.ComponentesVariaveis where codEmpresa = '9' and codSequencia = 2");
            CswPlant.admin().update("delete from tcp.CompVarSorGraTam where codEmpresa = '9' and sequencia = 2");
        }
    }

    @Test
    void aStylePassesItsPhasesInTheirOrder() {
        assertThat(changes("style-routing", RoutingStepChange.class))
                .filteredOn(step -> step.item().key().equals("010400003-0"))
                .extracting(RoutingStepChange::sequence, RoutingStepChange::operation)
                .containsExactly(tuple(1, "401"), tuple(2, "409"), tuple(3, "426"), tuple(4, "429"), tuple(5, "449"));
    }

    @Test
    void anOrderThatIsHeldSaysByWhom() {
        List<SalesOrderChange> orders = changes("sales-orders", SalesOrderChange.class);

        assertThat(orders)
                .extracting(SalesOrderChange::number, SalesOrderChange::commercialBlock, SalesOrderChange::creditBlock)
                .containsExactly(
                        tuple("900001", false, false),
                        tuple("900002", false, false),
                        tuple("900003", true, false),
                        tuple("900004", false, true),
                        tuple("900005", false, false));
        assertThat(orders)
                .filteredOn(order -> order.number().equals("900005"))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.invoiceType()).isEqualTo(new Ref("2"));
                    assertThat(order.plannedInvoiceOn()).isEqualTo("2025-10-21");
                });
    }

    @Test
    void ordersLeaveTheWindowButAreStillFoundByTheirNumbers() {
        // given
        clock = Clock.fixed(Instant.parse("2026-11-22T15:00:00Z"), ZoneOffset.UTC);

        // when, then
        assertThat(records("sales-orders", "2026-11-22"))
                .extracting(SourceRecord::sourceKey)
                .containsExactly("900001", "900003", "900004", "900005");
        assertThat(reader("sales-orders").readByKey(EXAMPLE, List.of("900002", "900009")))
                .extracting(SourceRecord::sourceKey)
                .containsExactly("900002");
    }

    @Test
    void anOrderWithoutAPlannedDayCountsByItsDayOfIssue() {
        // given
        CswPlant.admin().update("""
                insert into ped.Pedido (codEmpresa, codPedido, dataEmissao, situacao)
                values ('9', '900010', '2025-10-01', 1), ('9', '900011', '2020-10-01', 1)""");
        try {
            // when, then
            assertThat(records("sales-orders", null))
                    .extracting(SourceRecord::sourceKey)
                    .contains("900010")
                    .doesNotContain("900011");
        } finally {
            CswPlant.admin().update("delete from ped.Pedido where codPedido in ('900010', '900011')");
        }
    }

    @Test
    void linesOfOneProductAreLinesOfTheirOwn() {
        // given
        CswPlant.admin().update("insert into ped.PedidoItemGrade values ('9', '900002', 1, '900001', 7, null, null)");
        try {
            // when
            List<SalesOrderLineChange> lines = changes("sales-order-lines", SalesOrderLineChange.class).stream()
                    .filter(line -> line.order().key().equals("900002"))
                    .toList();

            // then
            assertThat(lines)
                    .extracting(line -> line.ref().key(), SalesOrderLineChange::ordered, SalesOrderLineChange::invoiced)
                    .containsExactly(
                            tuple("900002|1|900001", pieces(7), BigDecimal.ZERO),
                            tuple("900002|1|900001|#2", pieces(180), pieces(100)));
        } finally {
            CswPlant.admin().update("delete from ped.PedidoItemGrade where codEmpresa = '9' and qtdePedida = 7");
        }
    }

    @Test
    void stockIsToldByClass() {
        assertThat(changes("stock", StockBalanceChange.class))
                .extracting(
                        balance -> balance.item().key(), StockBalanceChange::stockClass, StockBalanceChange::quantity)
                .containsExactly(
                        tuple("900001", "5", pieces(120)),
                        tuple("900001", "7", pieces(33)),
                        tuple("900002", "5", pieces(400)),
                        tuple("900003", "5", pieces(60)));
    }

    @Test
    void aShipmentLeavesTheScopeWhenItsPiecesAreBack() {
        // given
        SubcontractShipmentChange open = assertThat(changes("shipments", SubcontractShipmentChange.class))
                .singleElement()
                .actual();
        CswPlant.admin().update("update tct.RemessaOPsDistribuicao set situac = 3 where Empresa = '9'");
        try {
            // when, then
            assertThat(open.open()).isTrue();
            assertThat(open.pieces()).isEqualByComparingTo("100");
            assertThat(records("shipments", "2025-10-22")).isEmpty();
            assertThat(changes(
                            SubcontractShipmentChange.class,
                            reader("shipments")
                                    .readByKey(EXAMPLE, List.of(open.ref().key()))))
                    .singleElement()
                    .satisfies(back -> assertThat(back.open()).isFalse());
        } finally {
            CswPlant.admin().update("update tct.RemessaOPsDistribuicao set situac = 2 where Empresa = '9'");
        }
    }

    @Test
    void whatWentAndWhatCameBackIsReadHoweverOldItIs() {
        assertThat(changes("notes-sent", SubcontractNoteChange.class))
                .extracting(SubcontractNoteChange::direction, SubcontractNoteChange::day, SubcontractNoteChange::pieces)
                .containsExactly(
                        tuple(Direction.SENT, LocalDate.of(2025, 9, 1), pieces(100)),
                        tuple(Direction.SENT, LocalDate.of(2025, 9, 1), pieces(300)));
        assertThat(changes("notes-returned", SubcontractNoteChange.class))
                .extracting(
                        SubcontractNoteChange::day, note -> note.subcontractor().key())
                .containsExactly(tuple(LocalDate.of(2025, 9, 8), "1"), tuple(LocalDate.of(2025, 9, 11), "2"));
    }
}
