package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The planning database beside CSW, as its reader sees it. */
class PlanningExampleTest {

    private static JdbcClient reader(Plant plant) {
        return JdbcClient.create(
                new DriverManagerDataSource(plant.cswJdbcUrl(), plant.planningUser(), plant.planningPassword()));
    }

    private static long count(JdbcClient reader, String from) {
        return reader.sql("select count(*) from " + from).query(Long.class).single();
    }

    @Test
    void itsReaderSeesPlansAndChangesNothing() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            JdbcClient reader = reader(plant);

            assertThat(count(reader, "pcp.\"Plano\"")).isEqualTo(2);
            assertThatThrownBy(() -> reader.sql("delete from pcp.\"Plano\"").update())
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> count(reader, "tco.OrdemProd")).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void itHasTheDefectsOfTheOneInUse() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            JdbcClient reader = reader(plant);

            assertThat(count(reader, "pcp.\"CadastroFeriados\" where \"data\" in ('12/02/2025', '2025-05-30')"))
                    .isEqualTo(2);
            assertThat(count(reader, "pcp.\"CadastroFeriados\" where \"data\" in ('2025-11-20', '20/11/2025')"))
                    .isZero();
            assertThat(count(reader, "pcp.calendario_plano_fases where datainico like '__/__/____'"))
                    .isEqualTo(2);
            assertThat(count(reader, "backup.\"metaFase\" where \"codFase\" = '409' and \"Meta Dia\" = 217"))
                    .isOne();
        }
    }

    @Test
    void lotsAndOrdersThatItNamesAreInCsw() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()));

            assertThat(count(admin, """
                            pcp."LoteporPlano" l where not exists (
                              select from tcl.Lote t where rtrim(t.codLote) = l.lote and rtrim(t.codEmpresa) = l."codEmpresa")""")).isZero();
            assertThat(count(admin, "pcp.ordemprod where \"codEmpresa\" = '9'")).isEqualTo(5);
        }
    }
}
