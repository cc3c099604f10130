package io.esteira.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esteira.leadtime.LeadTime;
import io.esteira.leadtime.LeadTimeRequest;
import io.esteira.leadtime.LeadTimeRequest.By;
import io.esteira.leadtime.LeadTimes;
import io.esteira.planning.QuestionRefused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;

/** How long phases and subcontractors took. What would be frozen is computed: it is the same for a period that has passed. */
@OldAddress
class LeadTimeAddresses {

    private static final int DECIMALS = 2;

    record PhaseRow(
            @JsonProperty("codfase") String phase,
            @JsonProperty("nomeFase") String name,

            @JsonProperty("LeadTime(diasCorridos)") @Nullable
            BigDecimal mean,

            @JsonProperty("LeadTime(PonderadoPorQtd)") @Nullable
            BigDecimal weighted,

            @JsonProperty("Realizado") BigDecimal pieces,

            @JsonProperty("metaLeadTime") @Nullable BigDecimal goal) {}

    record SubcontractorRow(
            @JsonProperty("codfaccionista") String subcontractor,
            @JsonProperty("apelidofaccionista") String name,

            @JsonProperty("LeadTime(diasCorridos)") @Nullable
            BigDecimal mean,

            @JsonProperty("LeadTime(PonderadoPorQtd)") @Nullable
            BigDecimal weighted,

            @JsonProperty("Realizado") BigDecimal pieces) {}

    private final PlannedStore store;
    private final LeadTimes leadTimes;

    LeadTimeAddresses(PlannedStore store, LeadTimes leadTimes) {
        this.store = store;
        this.leadTimes = leadTimes;
    }

    @PostMapping("/LeadTimesFases")
    List<PhaseRow> phases(Asked asked) {
        return measured(asked, By.PHASE).stream()
                .map(row -> new PhaseRow(
                        row.code(),
                        row.name(),
                        days(row.span().mean()),
                        days(row.span().weighted()),
                        Written.number(row.span().pieces()),
                        row.goal() == null ? null : days(row.goal().days())))
                .toList();
    }

    @PostMapping("/LeadTimesFaccionistas")
    List<SubcontractorRow> subcontractors(Asked asked) {
        return measured(asked, By.SUBCONTRACTOR).stream()
                .map(row -> new SubcontractorRow(
                        row.code(),
                        row.name(),
                        days(row.span().mean()),
                        days(row.span().weighted()),
                        Written.number(row.span().pieces())))
                .toList();
    }

    private List<LeadTime> measured(Asked asked, By by) {
        LeadTimeRequest request = new LeadTimeRequest(
                by,
                asked.neededDay("dataInicio"),
                asked.neededDay("dataFinal"),
                asked.list("arrayTipoOP"),
                asked.list("arrayCategorias"),
                List.of(),
                List.of(),
                List.of());
        if (request.to().isBefore(request.from())) {
            throw Refusal.of("dataFinal vem antes de dataInicio.");
        }
        try {
            return leadTimes
                    .of(asked.caller(), store.company(asked).code(), request)
                    .orElseThrow(PlannedStore::gone)
                    .rows();
        } catch (QuestionRefused e) {
            throw Refusal.of("A empresa não tem um dos valores de arrayTipoOP ou arrayCategorias.");
        }
    }

    private static @Nullable BigDecimal days(@Nullable BigDecimal days) {
        return days == null ? null : Written.number(days.setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
