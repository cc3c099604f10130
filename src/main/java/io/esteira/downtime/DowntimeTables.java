package io.esteira.downtime;

import io.esteira.adapter.canonical.DowntimeReasonChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How reasons of stops become rows. */
@Configuration(proxyBeanMethods = false)
class DowntimeTables {

    private static final int REASONS = 70;

    @Bean
    ChangeMerger downtimeReasons() {
        return new TableMerger<>(CanonicalTable.of("downtime_reason", DowntimeReasonChange.class, REASONS)
                .keptKey(reason -> reason.ref().key())
                .text("code", DowntimeReasonChange::code)
                .text("description", DowntimeReasonChange::description)
                .unique("code"));
    }
}
