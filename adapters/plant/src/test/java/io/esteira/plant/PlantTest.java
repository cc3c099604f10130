package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PlantTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-20T15:00:00Z"), ZoneOffset.UTC);

    @Test
    void theSameSeedAndClockGiveTheSameTables() {
        // Given
        PlantSettings one = TestServer.settings().withClock(NOON);
        PlantSettings other = TestServer.settings().withClock(NOON);
        PlantSettings otherSeed = TestServer.settings().withClock(NOON).withSeed(7);

        // When
        Map<String, String> first = fingerprint(one, 40);
        Map<String, String> second = fingerprint(other, 40);
        Map<String, String> third = fingerprint(otherSeed, 40);

        // Then
        assertThat(first).isEqualTo(second).hasSizeGreaterThan(20);
        assertThat(third.get("tco.movimentacaoopfase")).isNotEqualTo(first.get("tco.movimentacaoopfase"));
    }

    @Test
    void theSmallPlantHasTheCountsThatItWasAskedFor() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            JdbcClient csw = reader(plant);

            assertThat(count(csw, "tco.OrdemProd where codEmpresa = '1'")).isEqualTo(60);
            assertThat(count(csw, "tco.OrdemProd where codEmpresa = '1' and situacao = 3"))
                    .isEqualTo(20);
            assertThat(count(csw, "tco.MovimentacaoOPFase where codEmpresa = '1'"))
                    .isEqualTo(500);
            assertThat(count(csw, "tcp.FasesProducao where codEmpresa = '1'")).isEqualTo(25);
            assertThat(count(csw, "cgi.Item2 where Empresa = '1'")).isEqualTo(40);
            assertThat(count(admin(plant), "protheus.sh6t10")).isEqualTo(300);
            assertThat(count(admin(plant), "protheus.sc2t10 where c2_filial = 'D MG 01'"))
                    .isEqualTo(60);
            assertThat(count(admin(plant), "protheus.sc2t10 where c2_filial = 'D MG 01' and c2_datrf = ''"))
                    .isEqualTo(20);
        }
    }

    @Test
    void piecesThatLeftAPhaseNeverExceedThoseOfTheOrder() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            for (int i = 0; i < 60; i++) {
                plant.tick();
            }

            assertThat(count(reader(plant), """
                    (select m.numeroOP, m.seqRoteiro, sum(m.totPecasOPBaixadas) moved,
                       (select sum(coalesce(t.qtdePecas1Qualidade, t.qtdePecasProgramadas)) from tco.OrdemProdTamanhos t
                          where t.codEmpresa = m.codEmpresa and t.numeroOP = m.numeroOP) ordered
                     from tco.MovimentacaoOPFase m group by m.codEmpresa, m.numeroOP, m.seqRoteiro) x
                    where moved > ordered or moved <= 0""")).isZero();
        }
    }

    @Test
    void theCswReaderMayOnlyRead() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            JdbcClient csw = reader(plant);

            assertThatThrownBy(() -> csw.sql("delete from tco.OrdemProd").update())
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> count(csw, "ledger.entry")).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void everyRowHasExactlyOneEntryInTheLedger() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            for (int i = 0; i < 40; i++) {
                plant.tick();
            }
            JdbcClient admin = admin(plant);

            assertThat(plant.ledger().count("protheus.sh6")).isEqualTo(count(admin, "protheus.sh6t10"));
            assertThat(count(admin, """
                    protheus.sh6t10 h where (select count(*) from ledger.entry e
                      where e.kind = 'protheus.sh6' and e.key = h.r_e_c_n_o_::text) <> 1""")).isZero();
            assertThat(plant.ledger().count("csw.movement")).isEqualTo(count(admin, "tco.MovimentacaoOPFase"));
            assertThat(plant.ledger().count("csw.order.opened")).isEqualTo(count(admin, "tco.OrdemProd"));
            assertThat(plant.ledger().count("csw.order.closed"))
                    .isEqualTo(count(admin, "tco.OrdemProd where situacao = 2"));
            assertThat(plant.ledger().count("protheus.order.opened")).isEqualTo(count(admin, "protheus.sc2t10"));
        }
    }

    @Test
    void aMovementWrittenBySqlIsInTheLedgerToo() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            long before = plant.ledger().last();

            int rows = admin(plant).sql("""
                    insert into tco.MovimentacaoOPFase (codEmpresa, numeroOP, codFase, seqRoteiro, dataMov, totPecasOPBaixadas)
                    values ('1', '000101-001', 409, 2, '2026-05-20', 12.5)""").update();

            List<LedgerEntry> entries = plant.ledger().after(before, "csw.movement");
            assertThat(rows).isEqualTo(1);
            assertThat(entries).singleElement().satisfies(entry -> {
                assertThat(entry.key()).isEqualTo("000101-001/2");
                assertThat(entry.detail().get("quantity").decimalValue()).isEqualByComparingTo("12.5");
            });
        }
    }

    @Test
    void aRestartKeepsTheState() {
        PlantSettings settings = TestServer.settings().withClock(NOON);
        Map<String, String> before = fingerprint(settings, 25);

        Map<String, String> after = fingerprint(settings, 0);

        assertThat(after).isEqualTo(before);
    }

    private static Map<String, String> fingerprint(PlantSettings settings, int ticks) {
        try (Plant plant = Plant.start(settings)) {
            for (int i = 0; i < ticks; i++) {
                plant.tick();
            }
            JdbcClient admin = admin(plant);
            Map<String, String> prints = new TreeMap<>();
            for (String table : admin.sql("""
                    select schemaname || '.' || tablename from pg_tables
                    where schemaname in ('tco', 'tcp', 'tcl', 'cgi', 'protheus', 'ledger', 'plant')""").query(String.class).list()) {
                prints.put(
                        table,
                        admin.sql("select coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') from " + table
                                        + " t")
                                .query(String.class)
                                .single());
            }
            return prints;
        }
    }

    static JdbcClient reader(Plant plant) {
        return JdbcClient.create(new DriverManagerDataSource(plant.cswJdbcUrl(), plant.cswUser(), plant.cswPassword()));
    }

    static JdbcClient admin(Plant plant) {
        return JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()));
    }

    static int count(JdbcClient jdbc, String from) {
        return jdbc.sql("select count(*)::int from " + from)
                .query(Integer.class)
                .single();
    }
}
