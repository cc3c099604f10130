package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.planning.Achieved;
import io.esteira.planning.ComputedReads;
import io.esteira.planning.DemandModel;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;

/** What the old screens look up beside targets. */
@OldAddress
class LookUpAddresses {

    private static final String OPEN_SALES = SqlFile.read(LookUpAddresses.class, "open-sales.sql");
    private static final String PARTS = SqlFile.read(LookUpAddresses.class, "parts-control.sql");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MOST_DAYS = 370;

    /** The statements read one more, so that none is left out silently. */
    private static final int MOST_ROWS = 50_000;

    record DayRow(
            @JsonProperty("codFase") String phase,
            @JsonProperty("dataBaixa") String day,
            @JsonProperty("Realizado") String pieces,
            @JsonProperty("dia") String weekday) {}

    record LeftRow(
            @JsonProperty("codEngenharia") String style,
            @JsonProperty("numeroop") String order,
            @JsonProperty("dataBaixa") String day,
            @JsonProperty("Realizado") BigDecimal pieces,
            @JsonProperty("horaMov") String time,
            @JsonProperty("COLECAO") String collection) {}

    record SaleRow(
            @JsonProperty("codPedido") String order,
            @JsonProperty("codProduto") String item,
            @JsonProperty("dataEmissao") String issuedOn,
            @JsonProperty("dataPrevFat") String plannedOn,
            @JsonProperty("codTipoNota") String invoiceType,
            @JsonProperty("nomeCliente") String customer,
            @JsonProperty("qtdePedida") BigDecimal ordered,
            @JsonProperty("qtdeFaturada") BigDecimal invoiced,
            @JsonProperty("qtdeCancelada") BigDecimal cancelled,
            @JsonProperty("saldo") BigDecimal open) {

        static SaleRow read(ResultSet row) throws SQLException {
            return new SaleRow(
                    row.getString("number"),
                    row.getString("item"),
                    Written.day(row.getObject("issued_on", LocalDate.class)),
                    Written.day(row.getObject("planned_invoice_on", LocalDate.class)),
                    row.getString("invoice_type"),
                    Written.text(row.getString("customer")),
                    Written.number(row.getBigDecimal("ordered")),
                    Written.number(row.getBigDecimal("invoiced")),
                    Written.number(row.getBigDecimal("cancelled")),
                    Written.number(row.getBigDecimal("open")));
        }
    }

    /** @param note what CSW remarks of the order; the hub does not carry it */
    record PartRow(
            @JsonProperty("numeroOP") String order,
            @JsonProperty("obs1") String note,
            @JsonProperty("obs2") String secondNote,
            @JsonProperty("CodComponente") String component,
            @JsonProperty("loteOP") String lot,
            @JsonProperty("codSortimento") String color,
            @JsonProperty("seqTam") String size,
            @JsonProperty("total_pcs") BigDecimal pieces,
            @JsonProperty("estoqueAtual") BigDecimal stock,
            @JsonProperty("estoque Futuro") BigDecimal coming) {

        static PartRow read(ResultSet row) throws SQLException {
            String order = row.getString("number");
            return new PartRow(
                    order,
                    Written.UNKNOWN,
                    Written.UNKNOWN,
                    row.getString("component"),
                    Written.text(row.getString("lot_code")) + '/' + order,
                    Written.text(row.getString("color")),
                    Written.text(row.getString("size")),
                    Written.number(row.getBigDecimal("pieces")),
                    Written.number(row.getBigDecimal("stock")),
                    Written.number(row.getBigDecimal("coming")));
        }
    }

    private final PlannedStore store;
    private final Achieved achieved;
    private final RuleSets rules;
    private final Clock clock;
    private final ComputedReads reads;
    private final JdbcClient jdbc;

    LookUpAddresses(
            PlannedStore store, Achieved achieved, RuleSets rules, Clock clock, ComputedReads reads, JdbcClient jdbc) {
        this.store = store;
        this.achieved = achieved;
        this.rules = rules;
        this.clock = clock;
        this.reads = reads;
        this.jdbc = jdbc;
    }

    @GetMapping("/RetornoPorFaseDiaria")
    List<DayRow> achievedByDay(Asked asked) {
        Company company = store.company(asked);
        PlannedStore.Phase phase = store.phase(asked, company);
        LocalDate from = asked.neededDay("dataInicio");
        LocalDate to = asked.neededDay("dataFinal");
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw Refusal.of("dataFinal vem depois de dataInicio, em até " + MOST_DAYS + " dias.");
        }
        return achieved.days(company, phase.code(), from, to).stream()
                .map(day -> new DayRow(
                        phase.code(),
                        Written.day(day.day()),
                        Written.number(day.pieces()).toPlainString(),
                        Written.weekday(day.day())))
                .toList();
    }

    @GetMapping("/realizadoFasePeriodoFase_detalhaDia")
    List<LeftRow> achievedOfDay(Asked asked) {
        Company company = store.company(asked);
        PlannedStore.Phase phase = store.phase(asked, company);
        return achieved.of(company, phase.code(), asked.neededDay("dataInicio")).stream()
                .map(left -> new LeftRow(
                        left.styleCode(),
                        left.order(),
                        Written.day(left.day()),
                        Written.number(left.pieces()),
                        time(left.at(), company),
                        left.collection()))
                .toList();
    }

    private static String time(@Nullable Instant at, Company company) {
        return at == null ? Written.UNKNOWN : TIME.format(at.atZone(company.zone()));
    }

    @GetMapping("/PedidosAbertoSku_plano")
    List<SaleRow> openSales(Asked asked) {
        Planned planned = store.planned(asked, DemandModel.LOT_FORECAST);
        return all(jdbc.sql(OPEN_SALES)
                .param("plan", planned.plan().id())
                .param("item", asked.needed("codSku"))
                .query((row, n) -> SaleRow.read(row))
                .list());
    }

    private static <T> List<T> all(List<T> rows) {
        if (rows.size() > MOST_ROWS) {
            throw Refusal.of("Há mais de 50.000 linhas.");
        }
        return rows;
    }

    @GetMapping("/ObterTipoOP")
    List<Map<String, String>> orderTypes(Asked asked) {
        return jdbc.sql("""
                        select distinct type from hub.production_order
                        where company_id = ? and type is not null and deleted_at is null order by type
                        """).param(store.company(asked).id()).query(String.class).list().stream()
                .map(type -> Map.of("tipoOP", type))
                .toList();
    }

    @GetMapping("/controle_partes")
    List<PartRow> parts(Asked asked) {
        Company company = store.company(asked);
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        return all(reads.read(() -> jdbc.sql(PARTS)
                .param("company", company.id())
                .param("rules", rules.of(company.id(), today).json().toString())
                .query((row, n) -> PartRow.read(row))
                .list()));
    }
}
