package io.esteira.planning;

import io.esteira.adapter.canonical.FormerTargetChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How targets that another planning system has saved become rows. */
@Configuration(proxyBeanMethods = false)
class FormerTargetTables {

    private static final int FORMER_TARGETS = 180;

    @Bean
    ChangeMerger formerTargets() {
        return new TableMerger<>(CanonicalTable.of("former_target", FormerTargetChange.class, FORMER_TARGETS)
                .key(target -> target.ref().key())
                .reference("plan_id", "plan", "plano", target -> target.plan().key())
                .value("day", "date", FormerTargetChange::day)
                .text("phase", FormerTargetChange::phase)
                .text("phase_name", FormerTargetChange::phaseName)
                .value("forecast", "numeric", FormerTargetChange::forecast)
                .value("to_schedule", "numeric", FormerTargetChange::toSchedule)
                .value("load", "numeric", FormerTargetChange::load)
                .value("queue", "numeric", FormerTargetChange::queue)
                .value("to_produce", "numeric", FormerTargetChange::toProduce)
                .value("days", "numeric", FormerTargetChange::days)
                .value("daily_target", "numeric", FormerTargetChange::dailyTarget)
                .unique("plan_id", "day", "phase"));
    }
}
