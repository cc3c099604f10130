package io.esteira.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How routes are compared with their sources.
 *
 * @param schedule when each is compared, as a cron expression in the zone of its company; {@code -}: only when a person asks for it
 * @param keep for how long comparisons are kept; the latest of each route stays
 * @param mostDifferences how many of a comparison are listed row by row
 * @param mostLookUps how many records that a source does not show are looked up there by their keys
 * @param settleWithin how long the route's next run is waited for, which brings what is on its way
 */
@ConfigurationProperties("esteira.reconciliation")
record ReconciliationProperties(
        @DefaultValue("0 30 1 * * *") String schedule,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("10000") int mostDifferences,
        @DefaultValue("20000") int mostLookUps,
        @DefaultValue("10m") Duration settleWithin) {}
