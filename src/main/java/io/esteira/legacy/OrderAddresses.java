package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.planning.DemandModel;
import io.esteira.planning.Targets;
import io.esteira.planning.Targets.TargetOrder;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;

/** The orders behind a phase's load and queue. */
@OldAddress
class OrderAddresses {

    private static final String TIMES = SqlFile.read(OrderAddresses.class, "order-times.sql");
    private static final String NORMAL = "NORMAL";

    /** As many rows as targets tell at once. */
    private static final int MOST = 5000;

    record OrderRow(
            @JsonProperty("numeroOP") String number,
            @JsonProperty("Carga") BigDecimal pieces,
            @JsonProperty("categoria") String category,
            @JsonProperty("COLECAO") String collection,
            @JsonProperty("descricao") String description,
            @JsonProperty("codProduto") String style,
            @JsonProperty("prioridade") String priority,
            @JsonProperty("EntFase") String enteredOn,
            @JsonProperty("DiasFase") long daysAtPhase,
            @JsonProperty("dataStartOP") String startedOn,
            @JsonProperty("Lead Time Geral") long leadTime) {}

    record OriginRow(
            @JsonProperty("faseAtual") String phase,
            @JsonProperty("Fila") BigDecimal pieces) {}

    private record Times(
            String number,
            String styleName,
            @Nullable LocalDate enteredOn,
            @Nullable LocalDate startedOn) {}

    private final PlannedStore store;
    private final Targets targets;
    private final Clock clock;
    private final JdbcClient jdbc;

    OrderAddresses(PlannedStore store, Targets targets, Clock clock, JdbcClient jdbc) {
        this.store = store;
        this.targets = targets;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @PostMapping("/cargaOP_fase")
    List<OrderRow> load(Asked asked) {
        return load(asked, null);
    }

    @PostMapping("/cargaOP_faseCategoria")
    List<OrderRow> loadOfCategory(Asked asked) {
        return load(asked, asked.needed("categoria"));
    }

    private List<OrderRow> load(Asked asked, @Nullable String category) {
        Planned planned = store.planned(asked, DemandModel.LOT_FORECAST);
        PlannedStore.Phase phase = store.phase(asked, planned.company());
        List<TargetOrder> standing = targets
                .orders(asked.caller(), planned.plan().id(), phase.code(), category, null, planned.collections())
                .orElseThrow(PlannedStore::gone)
                .stream()
                .filter(TargetOrder::stands)
                .toList();
        if (standing.size() > MOST) {
            throw Refusal.of("Há mais de " + MOST + " linhas: filtre por Tipo Producao ou categoria.");
        }
        Map<String, List<TargetOrder>> byNumber = standing.stream()
                .collect(Collectors.groupingBy(TargetOrder::number, LinkedHashMap::new, Collectors.toList()));
        Map<String, Times> times = times(planned.company(), byNumber.keySet().toArray(String[]::new));
        LocalDate today = LocalDate.now(clock.withZone(planned.company().zone()));
        return byNumber.entrySet().stream()
                .map(order -> row(order.getValue(), Objects.requireNonNull(times.get(order.getKey())), today))
                .toList();
    }

    private Map<String, Times> times(Company company, String[] numbers) {
        return jdbc
                .sql(TIMES)
                .param("company", company.id())
                .param("numbers", numbers)
                .query(Times.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Times::number, Function.identity()));
    }

    private static OrderRow row(List<TargetOrder> products, Times times, LocalDate today) {
        TargetOrder first = products.getFirst();
        return new OrderRow(
                first.number(),
                Written.number(products.stream().map(TargetOrder::pieces).reduce(BigDecimal.ZERO, BigDecimal::add)),
                first.category(),
                first.collection(),
                times.styleName(),
                first.styleCode(),
                first.priority() == null ? NORMAL : first.priority(),
                Written.day(times.enteredOn()),
                daysSince(times.enteredOn(), today),
                Written.day(times.startedOn()),
                daysSince(times.startedOn(), today));
    }

    /** None where the day is not known; negative where it is still to come. */
    private static long daysSince(@Nullable LocalDate day, LocalDate today) {
        return day == null ? 0 : ChronoUnit.DAYS.between(day, today);
    }

    @PostMapping("/filaResumo_fase")
    List<OriginRow> origins(Asked asked) {
        Planned planned = store.planned(asked, DemandModel.LOT_FORECAST);
        PlannedStore.Phase phase = store.phase(asked, planned.company());
        return targets
                .origins(asked.caller(), planned.plan().id(), phase.code(), planned.collections())
                .orElseThrow(PlannedStore::gone)
                .stream()
                .map(origin -> new OriginRow(origin.phaseName(), Written.number(origin.pieces())))
                .toList();
    }
}
