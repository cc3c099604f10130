package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.planning.DemandModel;
import io.esteira.planning.Measures;
import io.esteira.planning.PhaseTarget;
import io.esteira.planning.PlanTargets;
import io.esteira.planning.QuestionRefused;
import io.esteira.planning.TargetSnapshots;
import io.esteira.planning.Targets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What phases have to make, as the old screens ask for it. */
@OldAddress
class TargetAddresses {

    record PlanRow(
            @JsonProperty("0-Previcao Pçs") String forecast,
            @JsonProperty("01-Falta Programar") String toSchedule,
            @JsonProperty("1-Detalhamento") List<PhaseRow> phases) {}

    /** @param earlier the daily target of an earlier day, or a dash */
    record PhaseRow(
            @JsonProperty("codFase") String code,
            @JsonProperty("nomeFase") String name,
            @JsonProperty("previsao") BigDecimal forecast,
            @JsonProperty("FaltaProgramar") BigDecimal toSchedule,
            @JsonProperty("apresentacao") int place,
            @JsonProperty("plano") String plan,
            @JsonProperty("dataInicio") String startsOn,
            @JsonProperty("dataFim") String endsOn,
            @JsonProperty("dias") @Nullable BigDecimal days,
            @JsonProperty("Carga Atual") BigDecimal load,
            @JsonProperty("Fila") BigDecimal queue,
            @JsonProperty("Falta Produzir") BigDecimal toProduce,
            @JsonProperty("Meta Dia") @Nullable BigInteger dailyTarget,
            @JsonProperty("Realizado") BigDecimal achieved,
            @JsonProperty("diasUteis") BigDecimal achievedDays,
            @JsonProperty("Meta Anterior") Object earlier) {}

    record WindowRow(
            @JsonProperty("plano") String plan,
            @JsonProperty("codFase") String phase,
            @JsonProperty("DataInicio") String startsOn,
            @JsonProperty("DataFim") String endsOn,
            @JsonProperty("nomeFase") String name,
            @JsonProperty("dias") @Nullable BigDecimal days) {}

    private final PlannedStore store;
    private final Targets targets;
    private final TargetSnapshots snapshots;

    TargetAddresses(PlannedStore store, Targets targets, TargetSnapshots snapshots) {
        this.store = store;
        this.targets = targets;
        this.snapshots = snapshots;
    }

    @PostMapping("/MetasFases")
    PlanRow byForecast(Asked asked) {
        return targets(asked, store.planned(asked, DemandModel.LOT_FORECAST));
    }

    @PostMapping("/MetasFasesPorVendido")
    PlanRow bySales(Asked asked) {
        return targets(asked, store.planned(asked, DemandModel.SALES));
    }

    private PlanRow targets(Asked asked, Planned planned) {
        PlanTargets now = now(asked, planned);
        PlanTargets shown = asked.flag("congelado") ? kept(asked, planned) : now;
        Map<String, PhaseTarget> achieved =
                now.phases().stream().collect(Collectors.toMap(PhaseTarget::code, Function.identity()));
        Map<String, BigInteger> earlier = earlier(asked, planned);
        List<PhaseTarget> phases = shown.phases();
        return new PlanRow(
                Written.pieces(shown.forecast()),
                Written.pieces(shown.toSchedule()),
                IntStream.range(0, phases.size())
                        .mapToObj(place -> row(
                                planned,
                                place,
                                phases.get(place),
                                Optional.ofNullable(
                                                achieved.get(phases.get(place).code()))
                                        .map(each -> each.measures().achieved())
                                        .orElse(BigDecimal.ZERO),
                                now.achievedDays(),
                                earlier.get(phases.get(place).code())))
                        .toList());
    }

    private PlanTargets now(Asked asked, Planned planned) {
        LocalDate from = asked.day("dataMovFaseIni").orElse(null);
        LocalDate to = asked.day("dataMovFaseFim").orElse(null);
        return targets.of(asked.caller(), planned.plan().id(), planned.request(from, to, null, 1))
                .orElseThrow(PlannedStore::gone);
    }

    /** The last that were kept: what is kept is the plan as it was decided, so nothing else can be chosen. */
    private PlanTargets kept(Asked asked, Planned planned) {
        if (!planned.asKept()) {
            throw Refusal.of(
                    "Metas congeladas são as do plano inteiro: tire os filtros de lote, Tipo Producao e modeloAnalise.");
        }
        return snapshots
                .lastDay(asked.caller(), planned.plan().id())
                .flatMap(day -> snapshots.of(asked.caller(), planned.plan().id(), day))
                .orElseThrow(() -> Refusal.of("Ainda não há metas congeladas do plano "
                        + planned.plan().code() + "."));
    }

    private Map<String, BigInteger> earlier(Asked asked, Planned planned) {
        return asked.day("dataBackupMetas")
                .flatMap(day -> keptOn(asked, planned, day))
                .map(kept -> kept.phases().stream()
                        .filter(phase -> phase.dailyTarget() != null)
                        .collect(Collectors.toMap(
                                PhaseTarget::code, phase -> Objects.requireNonNull(phase.dailyTarget()))))
                .orElseGet(Map::of);
    }

    /** Empty where none were kept: the screen shows a dash. */
    private Optional<PlanTargets> keptOn(Asked asked, Planned planned, LocalDate day) {
        try {
            return snapshots.of(asked.caller(), planned.plan().id(), day);
        } catch (QuestionRefused e) {
            return Optional.empty();
        }
    }

    private static PhaseRow row(
            Planned planned,
            int place,
            PhaseTarget phase,
            BigDecimal achieved,
            BigDecimal achievedDays,
            @Nullable BigInteger earlier) {
        Measures pieces = phase.measures();
        return new PhaseRow(
                phase.code(),
                phase.name(),
                Written.number(pieces.forecast()),
                Written.number(pieces.toSchedule()),
                place,
                planned.plan().code(),
                Written.day(phase.startsOn()),
                Written.day(phase.endsOn()),
                Written.numberOrNull(phase.days()),
                Written.number(pieces.load()),
                Written.number(pieces.queue()),
                Written.number(pieces.toProduce()),
                phase.dailyTarget(),
                achievedDays.signum() == 0
                        ? BigDecimal.ZERO
                        : Written.whole(achieved.divide(achievedDays, MathContext.DECIMAL64)),
                Written.number(achievedDays),
                earlier == null ? Written.UNKNOWN : earlier);
    }

    @GetMapping("/ConsultaCronogramaFasePlanoFase")
    List<WindowRow> window(Asked asked) {
        Planned planned = store.planned(asked, DemandModel.LOT_FORECAST);
        PlannedStore.Phase phase = store.phaseOfCode(planned.company(), asked.needed("codFase"));
        return targets
                .of(asked.caller(), planned.plan().id(), planned.request(phase.code(), 1))
                .orElseThrow(PlannedStore::gone)
                .phases()
                .stream()
                .filter(each -> each.startsOn() != null)
                .map(each -> new WindowRow(
                        planned.plan().code(),
                        each.code(),
                        Written.day(each.startsOn()),
                        Written.day(each.endsOn()),
                        each.name(),
                        Written.numberOrNull(each.days())))
                .toList();
    }

    @GetMapping("/filtroProdutivo")
    List<Map<String, String>> collections(Asked asked) {
        return targets.collections(store.company(asked)).stream()
                .map(label -> Map.of("Tipo Producao", label))
                .toList();
    }
}
