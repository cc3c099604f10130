package io.esteira.plant;

import static io.esteira.plant.CswExampleTables.COMPANY;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills the planning database that stands beside CSW: the plan of company EXEMPLO with the targets that the system in use has saved of it,
 * defects and all, and a plan of MATRIZ for its lots of forecast. Used once, by one thread.
 */
final class PlanningExample {

    private static final String PLAN = "VER25";
    private static final String OWN_PLAN = "0126";
    private static final String DAY = "2025-10-22";

    /** Days before and after today that each phase of MATRIZ works. */
    private static final int REACH = 30;

    private final Connection connection;
    private final LocalDate today;

    PlanningExample(Connection connection, LocalDate today) {
        this.connection = connection;
        this.today = today;
    }

    void fill() {
        plans();
        windows();
        holidays();
        saved();
        subcontractors();
        rows(
                "pcp.\"SeqApresentacao\"",
                "",
                Stream.of("PCP", "SEPARACAO", "MONTAGEM", "COSTURA EXTERNA", "SILK", "ENTRADA DE ESTOQUE")
                        .map(name -> row(name, 1))
                        .toArray(Object[][]::new));
        rows("pcp.\"responsabilidadeFase\"", "", row("429", "ANA", 8), row("433", "BRUNO", 2));
    }

    private void plans() {
        rows(
                "pcp.\"Plano\"",
                "",
                row(
                        COMPANY,
                        PLAN,
                        "VERAO 2025",
                        "2025-06-01",
                        "2025-09-30",
                        "06/10/2025",
                        "31/12/2025",
                        "ANA",
                        "01/06/2025"),
                row(
                        CswCatalog.COMPANY,
                        OWN_PLAN,
                        "PLANO " + today.getYear(),
                        today.minusDays(2L * REACH),
                        today,
                        today.minusDays(REACH),
                        today.plusDays(3L * REACH),
                        "ANA",
                        today.minusDays(3L * REACH)));
        rows(
                "pcp.\"LoteporPlano\"",
                "plano, lote, nomelote, \"codEmpresa\", \"cons_Pcp_faltaProg\"",
                row(PLAN, "25O06A", "PREV VERAO 2025", COMPANY, null),
                lotOf(CswOrder.Lot.forecast(today, 1)),
                lotOf(CswOrder.Lot.forecast(today, 2)));
        rows(
                "pcp.\"tipoNotaporPlano\"",
                "\"tipo nota\", nome, plano",
                row("1", "VENDA", PLAN),
                row("1", "VENDA", OWN_PLAN),
                row("3", "CONSIGNACAO", OWN_PLAN));
        rows("pcp.\"colecoesPlano\"", "plano, colecao, nomecolecao", row(PLAN, "1", "VERAO 2025"));
        rows("pcp.\"Metas\"", "", row(PLAN, "A", "R$ 120.000,00", "1600"), row(PLAN, "B", "R$ 64.000,50", "800"));
        rows(
                "pcp.\"Meta_Categoria_Plano\"",
                "",
                row(PLAN, "CAMISETA", "A", "1.600", "120000"),
                row(PLAN, "POLO", "B", "800", null));
    }

    private static @Nullable Object[] lotOf(CswOrder.Lot lot) {
        return row(OWN_PLAN, lot.code(), lot.description(), CswCatalog.COMPANY, false);
    }

    private void windows() {
        rows(
                "pcp.calendario_plano_fases",
                "",
                row(PLAN, "401", "2025-10-01", "2025-10-24"),
                row(PLAN, "409", "2025-10-06", "2025-11-07"),
                row(PLAN, "426", "13/10/2025", "14/11/2025"),
                row(PLAN, "429", "20/10/2025", "28/11/2025"),
                row(PLAN, "435", "2025-10-27", "2025-11-21"),
                row(PLAN, "449", "2025-10-27", "2025-12-12"));
        List<Integer> phases = List.of(409, 426, 429, 449);
        for (int i = 0; i < phases.size(); i++) {
            LocalDate first = today.plusDays(7L * i - REACH);
            rows("pcp.calendario_plano_fases", "", row(OWN_PLAN, phases.get(i), first, first.plusDays(2L * REACH)));
        }
    }

    /** Movable feasts of 2024 stand in every year, and 20 November in none. */
    private void holidays() {
        rows(
                "pcp.\"CadastroFeriados\"",
                "",
                row("2025-01-01", "CONFRATERNIZACAO UNIVERSAL"),
                row("12/02/2025", "CARNAVAL"),
                row("13/02/2025", "CARNAVAL"),
                row("2025-03-29", "PAIXAO DE CRISTO"),
                row("2025-04-21", "TIRADENTES"),
                row("2025-05-01", "DIA DO TRABALHO"),
                row("2025-05-30", "CORPUS CHRISTI"),
                row("2025-09-07", "INDEPENDENCIA"),
                row("2025-10-12", "NOSSA SENHORA APARECIDA"),
                row("2025-11-02", "FINADOS"),
                row("14/11/2025", "ANIVERSARIO DA CIDADE"),
                row("2025-11-15", "PROCLAMACAO DA REPUBLICA"),
                row("2025-12-25", "NATAL"),
                row("2025-12-26", "FERIAS COLETIVAS"));
    }

    /** Parts are not multiplied, no holiday is subtracted. */
    private void saved() {
        rows(
                "backup.\"metaFase\"",
                "",
                saved(401, "PCP", 2400, 930, 3, 0, 0, 930, 310),
                saved(409, "SEPARACAO", 4000, 2270, 13, 550, 0, 2820, 217),
                saved(426, "MONTAGEM", 800, 600, 18, 120, 0, 720, 40),
                saved(429, "COSTURA EXTERNA", 2400, 930, 28, 0, 670, 1600, 57),
                saved(435, "SILK", 1600, 1340, 20, 0, 0, 1340, 67),
                saved(449, "ENTRADA DE ESTOQUE", 2400, 930, 35, 0, 670, 1600, 46));
    }

    private static @Nullable Object[] saved(
            int phase,
            String name,
            int forecast,
            int toSchedule,
            int days,
            int load,
            int queue,
            int toProduce,
            int dailyTarget) {
        return row(PLAN, DAY, phase, name, forecast, toSchedule, days, load, queue, toProduce, dailyTarget);
    }

    private void subcontractors() {
        rows("pcp.faccionista", "", row(1, "FACCAO UM", "UM"), row(2, "FACCAO DOIS", "DOIS"));
        rows("pcp.\"faccaoCategoria\"", "", row(1, "CAMISETA", 15, 7), row(2, "CAMISETA", 5, 10));
        rows("pcp.leadtime_categorias", "", row("429", "CAMISETA", 8, 10));
        rows(
                "pcp.\"StatusTerceirizadoOP\"",
                "",
                row("ANA", "10/10/2025", "000905-001", "AGUARDA ZIPER", "Preparacao", "Historico", null),
                row("ANA", "2025-10-20", "000905-001", null, "Costurando", "atual", "2025-10-30"));
        rows("pcp.justificativa", "", row("000905-001", "429", "FALTOU LINHA"));
        rows(
                "pcp.realizado_fase",
                "",
                achieved("000931-001", 429, "2025-10-17", 20),
                achieved("000932-001", 431, "2025-10-15", 40));
    }

    private static @Nullable Object[] achieved(String order, int phase, String day, int pieces) {
        return row(
                COMPANY,
                order,
                phase,
                2,
                day,
                null,
                null,
                "16:00:00",
                pieces,
                null,
                "010200005-0",
                "1",
                "LOTE ENCOMENDAS 2025",
                COMPANY + "||" + order + "||" + phase);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private void rows(String table, String columns, @Nullable Object[]... rows) {
        CopyBuffer buffer = new CopyBuffer(connection, table, columns);
        for (@Nullable Object[] row : rows) {
            buffer.row(row);
        }
        buffer.flush();
    }
}
