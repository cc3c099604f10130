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
import java.util.function.Function;
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
        return forecast(asked, DemandModel.LOT_FORECAST);
    }

    @PostMapping("/previsaoCategoriaFase_peloVendido")
    List<ForecastRow> forecastBySales(Asked asked) {
        return forecast(asked, DemandModel.SALES);
    }

    private List<ForecastRow> forecast(Asked asked, DemandModel model) {
        return parts(asked, model, Measures::forecast).stream()
                .map(part -> new ForecastRow(
                        part.code(), Written.number(part.measures().forecast())))
                .toList();
    }

    @PostMapping("/faltaProgcategoria_fase")
    List<ToScheduleRow> toSchedule(Asked asked) {
        return toSchedule(asked, DemandModel.LOT_FORECAST);
    }

    @PostMapping("/faltaProgcategoria_fase_Vendido")
    List<ToScheduleRow> toScheduleBySales(Asked asked) {
        return toSchedule(asked, DemandModel.SALES);
    }

    private List<ToScheduleRow> toSchedule(Asked asked, DemandModel model) {
        return parts(asked, model, Measures::toSchedule).stream()
                .map(part -> new ToScheduleRow(
                        part.code(), Written.number(part.measures().toSchedule())))
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
        return phase(asked, model)
                .map(phase -> phase.categories().stream()
                        .filter(part -> part.measures().toProduce().signum() != 0)
                        .map(part -> row(part, phase.days()))
                        .toList())
                .orElseGet(List::of);
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

    @PostMapping("/filaResumo_categoria")
    List<QueueRow> queue(Asked asked) {
        return parts(asked, DemandModel.LOT_FORECAST, Measures::queue).stream()
                .map(part ->
                        new QueueRow(part.code(), Written.number(part.measures().queue())))
                .toList();
    }

    /** Those that have any pieces of the kind. */
    private List<TargetPart> parts(Asked asked, DemandModel model, Function<Measures, BigDecimal> pieces) {
        return phase(asked, model).stream()
                .flatMap(phase -> phase.categories().stream())
                .filter(part -> pieces.apply(part.measures()).signum() != 0)
                .toList();
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
