package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.planning.Achieved;
import io.esteira.planning.DemandModel;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
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

    /** Between which phases an order takes its parts, and where orders of parts bring nothing soon (fases de separação, montagem, espera). */
    private static final String SEPARATION = "409";

    private static final String ASSEMBLY = "426";
    private static final String[] NOT_COMING = {"401", "451", "426"};
    private static final String STOCK_OF_PARTS = "20";

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
            @JsonProperty("saldo") BigDecimal open) {}

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
            @JsonProperty("estoque Futuro") BigDecimal coming) {}

    private record Sale(
            String number,
            String item,
            LocalDate issuedOn,
            @Nullable LocalDate plannedInvoiceOn,
            String invoiceType,
            @Nullable String customer,
            BigDecimal ordered,
            BigDecimal invoiced,
            BigDecimal cancelled,
            BigDecimal open) {}

    private record Part(
            String number,
            @Nullable String lotCode,
            String component,
            @Nullable String color,
            @Nullable String size,
            BigDecimal pieces,
            BigDecimal stock,
            BigDecimal coming) {}

    private final PlannedStore store;
    private final Achieved achieved;
    private final JdbcClient jdbc;

    LookUpAddresses(PlannedStore store, Achieved achieved, JdbcClient jdbc) {
        this.store = store;
        this.achieved = achieved;
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
        return jdbc
                .sql(OPEN_SALES)
                .param("plan", planned.plan().id())
                .param("item", asked.needed("codSku"))
                .query(Sale.class)
                .list()
                .stream()
                .map(LookUpAddresses::row)
                .toList();
    }

    private static SaleRow row(Sale sale) {
        return new SaleRow(
                sale.number(),
                sale.item(),
                Written.day(sale.issuedOn()),
                Written.day(sale.plannedInvoiceOn()),
                sale.invoiceType(),
                Written.text(sale.customer()),
                Written.number(sale.ordered()),
                Written.number(sale.invoiced()),
                Written.number(sale.cancelled()),
                Written.number(sale.open()));
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
        return jdbc
                .sql(PARTS)
                .param("company", store.company(asked).id())
                .param("passed", SEPARATION)
                .param("ahead", ASSEMBLY)
                .param("notComing", NOT_COMING)
                .param("stockClass", STOCK_OF_PARTS)
                .query(Part.class)
                .list()
                .stream()
                .map(LookUpAddresses::row)
                .toList();
    }

    private static PartRow row(Part part) {
        return new PartRow(
                part.number(),
                Written.UNKNOWN,
                Written.UNKNOWN,
                part.component(),
                Written.text(part.lotCode()) + '/' + part.number(),
                Written.text(part.color()),
                Written.text(part.size()),
                Written.number(part.pieces()),
                Written.number(part.stock()),
                Written.number(part.coming()));
    }
}
