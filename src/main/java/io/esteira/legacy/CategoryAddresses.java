package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.planning.DemandModel;
import io.esteira.planning.Measures;
import io.esteira.planning.PhaseTarget;
import io.esteira.planning.TargetPart;
import io.esteira.planning.Targets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;

/** One phase by category; what is shown adds up to the phase. */
@OldAddress
class CategoryAddresses {

    record ForecastRow(
            @JsonProperty("categoria") String category,
            @JsonProperty("previsao") BigDecimal forecast) {}

    record ToScheduleRow(
            @JsonProperty("categoria") String category,
            @JsonProperty("FaltaProgramar") BigDecimal toSchedule) {}

    record ToProduceRow(
            @JsonProperty("categoria") String category,
            @JsonProperty("FaltaProgramar") BigDecimal toSchedule,
            @JsonProperty("Carga") BigDecimal load,
            @JsonProperty("Fila") BigDecimal queue,
            @JsonProperty("faltaProduzir") BigDecimal toProduce,
            @JsonProperty("dias") @Nullable BigDecimal days,
            @JsonProperty("metaDiaria") @Nullable BigInteger dailyTarget) {}

    record QueueRow(
            @JsonProperty("categoria") String category,
            @JsonProperty("Fila") BigDecimal queue) {}

    private final PlannedStore store;
    private final Targets targets;

    CategoryAddresses(PlannedStore store, Targets targets) {
        this.store = store;
        this.targets = targets;
    }

    @PostMapping("/previsaoCategoriaFase")
    List<ForecastRow> forecast(Asked asked) {
        return rows(asked, DemandModel.LOT_FORECAST, Measures::forecast, ForecastRow::new);
    }

    @PostMapping("/previsaoCategoriaFase_peloVendido")
    List<ForecastRow> forecastBySales(Asked asked) {
        return rows(asked, DemandModel.SALES, Measures::forecast, ForecastRow::new);
    }

    @PostMapping("/faltaProgcategoria_fase")
    List<ToScheduleRow> toSchedule(Asked asked) {
        return rows(asked, DemandModel.LOT_FORECAST, Measures::toSchedule, ToScheduleRow::new);
    }

    @PostMapping("/faltaProgcategoria_fase_Vendido")
    List<ToScheduleRow> toScheduleBySales(Asked asked) {
        return rows(asked, DemandModel.SALES, Measures::toSchedule, ToScheduleRow::new);
    }

    @PostMapping("/filaResumo_categoria")
    List<QueueRow> queue(Asked asked) {
        return rows(asked, DemandModel.LOT_FORECAST, Measures::queue, QueueRow::new);
    }

    /** Categories that have any pieces of the kind. */
    private <T> List<T> rows(
            Asked asked,
            DemandModel model,
            Function<Measures, BigDecimal> pieces,
            BiFunction<String, BigDecimal, T> row) {
        return phase(asked, model).stream()
                .flatMap(phase -> parts(phase, pieces))
                .map(part -> row.apply(part.code(), Written.number(pieces.apply(part.measures()))))
                .toList();
    }

    @PostMapping("/FaltaProduzircategoria_fase")
    List<ToProduceRow> toProduce(Asked asked) {
        return toProduce(asked, DemandModel.LOT_FORECAST);
    }

    @PostMapping("/FaltaProduzircategoria_fase_Vendido")
    List<ToProduceRow> toProduceBySales(Asked asked) {
        return toProduce(asked, DemandModel.SALES);
    }

    private List<ToProduceRow> toProduce(Asked asked, DemandModel model) {
        return phase(asked, model).stream()
                .flatMap(phase -> parts(phase, Measures::toProduce).map(part -> row(part, phase.days())))
                .toList();
    }

    private static ToProduceRow row(TargetPart part, @Nullable BigDecimal days) {
        Measures pieces = part.measures();
        return new ToProduceRow(
                part.code(),
                Written.number(pieces.toSchedule()),
                Written.number(pieces.load()),
                Written.number(pieces.queue()),
                Written.number(pieces.toProduce()),
                Written.numberOrNull(days),
                part.dailyTarget());
    }

    private static Stream<TargetPart> parts(PhaseTarget phase, Function<Measures, BigDecimal> pieces) {
        return phase.categories().stream()
                .filter(part -> pieces.apply(part.measures()).signum() != 0);
    }

    /** Empty where the plan has nothing to do with the phase. */
    private Optional<PhaseTarget> phase(Asked asked, DemandModel model) {
        Planned planned = store.planned(asked, model);
        PlannedStore.Phase phase = store.phase(asked, planned.company());
        return targets
                .of(asked.caller(), planned.plan().id(), planned.request(phase.code(), 2))
                .orElseThrow(PlannedStore::gone)
                .phases()
                .stream()
                .filter(each -> each.code().equals(phase.code()))
                .findFirst();
    }
}
