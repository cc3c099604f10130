package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CswReaderTests {

    private final CswProperties properties = CswPlant.properties(5);
    private final CswDatabase database = new CswDatabase(properties);

    @AfterEach
    void close() {
        database.close();
    }

    private CswReader reader(String entity) {
        return CswQuery.all(properties).stream()
                .filter(query -> query.entity().equals(entity))
                .map(query -> new CswReader(query, database, properties, Clock.systemUTC()))
                .findAny()
                .orElseThrow();
    }

    private static List<Page> pages(CswReader reader, ReadMode mode, @Nullable String since) {
        Iterator<Page> pages =
                reader.read(new ReadRequest(CswPlant.COMPANY, mode, since == null ? null : new Watermark(since)));
        List<Page> all = new ArrayList<>();
        pages.forEachRemaining(all::add);
        return all;
    }

    @Test
    void rowsOfOneOrderComeInOnePageHoweverSmallItIs() {
        List<Page> pages = pages(reader("routing"), ReadMode.SNAPSHOT, "2026-01-01");

        List<String> ordersByPage = pages.stream()
                .flatMap(page ->
                        page.records().stream().map(CswReaderTests::order).distinct())
                .toList();

        assertThat(pages).hasSizeGreaterThan(3);
        assertThat(ordersByPage).doesNotHaveDuplicates();
    }

    @Test
    void firstReadingTakesEndedOrdersAsHistoryAndOpenOnesAsScope() {
        List<Page> pages = pages(reader("orders"), ReadMode.SNAPSHOT, null);

        int open = CswPlant.number("select count(*) from tco.OrdemProd where codEmpresa = '1' and situacao = 3");
        int all = CswPlant.number("select count(*) from tco.OrdemProd where codEmpresa = '1'");

        assertThat(count(pages, true)).isEqualTo(open);
        assertThat(count(pages, false)).isEqualTo(all - open);
    }

    @Test
    void anOrderThatLeftTheOpenFilterIsFoundByItsKey() {
        String number =
                CswPlant.text("select min(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 2");

        List<SourceRecord> found = reader("orders").readByKey(CswPlant.COMPANY, List.of(number, "999999-999"));

        assertThat(found).extracting(SourceRecord::sourceKey).containsExactly(number);
    }

    @Test
    void movementsAlikeInAllKeysAreNumbered() {
        String today = LocalDate.now(Clock.system(properties.zone())).toString();
        String order = CswPlant.text("select min(numeroOP) from tco.RoteiroOP where codEmpresa = '1'");
        for (int pieces : List.of(30, 20)) {
            CswPlant.admin().update("""
                            insert into tco.MovimentacaoOPFase (codEmpresa, numeroOP, codFase, seqRoteiro, dataMov, dataBaixa, horaMov,
                              totPecasOPBaixadas) values ('1', ?, 409, 1, ?, ?, '11:22:33', ?)
                            """, order, today, today, pieces);
        }

        List<SourceRecord> movements = pages(reader("movements"), ReadMode.INCREMENTAL, today).stream()
                .flatMap(page -> page.records().stream())
                .filter(record -> record.sourceKey().contains("11:22:33"))
                .toList();

        String key = order + "|1|" + today + "|11:22:33";
        assertThat(movements).extracting(SourceRecord::sourceKey).containsExactly(key, key + "|#2");
        assertThat(reader("movements").readByKey(CswPlant.COMPANY, List.of(key + "|#2")))
                .extracting(SourceRecord::sourceKey)
                .containsExactly(key + "|#2");
    }

    @Test
    void aMovementWithoutARegistrationDateIsReadAllTheSame() {
        String today = LocalDate.now(Clock.system(properties.zone())).toString();
        String order = CswPlant.text("select max(numeroOP) from tco.RoteiroOP where codEmpresa = '1'");
        CswPlant.admin().update("""
                        insert into tco.MovimentacaoOPFase (codEmpresa, numeroOP, codFase, seqRoteiro, dataBaixa, horaMov,
                          totPecasOPBaixadas) values ('1', ?, 409, 1, ?, '10:20:30', 7)
                        """, order, today);

        assertThat(pages(reader("movements"), ReadMode.INCREMENTAL, today).stream()
                        .flatMap(page -> page.records().stream())
                        .map(SourceRecord::sourceKey))
                .anyMatch(key -> key.startsWith(order) && key.endsWith("10:20:30"));
    }

    @Test
    void anIncrementalReadBeginsBeforeTheWatermarkByTheOverlap() {
        String last = CswPlant.text("select max(dataMov) from tco.MovimentacaoOPFase where codEmpresa = '1'");
        LocalDate from =
                LocalDate.parse(last).minusDays(properties.movementOverlap().toDays());

        List<Page> pages = pages(reader("movements"), ReadMode.INCREMENTAL, last);

        int expected = CswPlant.number(
                "select count(*) from tco.MovimentacaoOPFase where codEmpresa = '1' and (dataMov >= ? or dataMov is null)",
                from.toString());
        assertThat(count(pages, true)).isEqualTo(expected).isPositive();
    }

    private static String order(SourceRecord record) {
        return record.sourceKey().substring(0, record.sourceKey().indexOf('|'));
    }

    private static int count(List<Page> pages, boolean inScope) {
        return pages.stream()
                .filter(page -> page.inScope() == inScope)
                .collect(Collectors.summingInt(page -> page.records().size()));
    }
}
