package io.esteira.bench;

import io.esteira.planning.Plans;
import io.esteira.planning.TargetSnapshots;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A large plan: 15,000 products in 3 lots, 25 phases, 20,000 open orders, 200,000 movements. Its targets are computed and kept, by turns
 * with a statement that does no more than read the same rows; then its windows change, and a subscriber waits for the new targets.
 */
@ExtendWith(Figures.class)
class TargetBench {

    private static final int ROUNDS = Integer.getInteger("bench.target-rounds", 15);
    private static final int CHANGES = Integer.getInteger("bench.target-changes", 30);
    private static final Path SQL = Path.of("bench/sql");

    private record Round(Duration bare, Duration keep) {

        double ratio() {
            return (double) keep.toNanos() / bare.toNanos();
        }
    }

    @Test
    void targetsOfALargePlan() throws Exception {
        try (BenchHub hub = BenchHub.onCsw()
                        .with("esteira.adapters.csw.enabled", false)
                        .with("esteira.companies[0].code", "MATRIZ")
                        .with("esteira.companies[0].name", "Matriz")
                        .with("esteira.companies[1].code", "GRANDE")
                        .with("esteira.companies[1].name", "Grande")
                        .with("esteira.companies[2].code", "EXEMPLO")
                        .with("esteira.companies[2].name", "Exemplo")
                        .with("esteira.companies[3].code", "LATICINIO")
                        .with("esteira.companies[3].name", "Laticínio");
                ConfigurableApplicationContext context = hub.start()) {
            hub.jdbc().execute(read("large-plan.sql"));
            UUID plan = Objects.requireNonNull(
                    hub.jdbc().queryForObject("select public_id from hub.plan where code = 'GRANDE'", UUID.class));
            recomputed(hub, context, plan);
            windowToSubscriber(context, plan);
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(SQL.resolve(file));
    }

    private static void recomputed(BenchHub hub, ConfigurableApplicationContext context, UUID plan) throws IOException {
        TargetSnapshots snapshots = context.getBean(TargetSnapshots.class);
        short company =
                context.getBean(Companies.class).find("GRANDE").orElseThrow().id();
        Caller planner = new Caller("bench", "bench", Set.of(Role.PLANNER), Set.of(company), "127.0.0.1", Instant.MAX);
        String scan = read("large-plan-scan.sql");
        JdbcTemplate jdbc = hub.jdbc();
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Duration bare = time(() -> jdbc.queryForList(scan));
            Duration keep = time(() -> {
                if (!(snapshots.keep(planner, plan) instanceof Plans.Answer.Done)) {
                    throw new IllegalStateException("refused");
                }
            });
            rounds.add(new Round(bare, keep));
        }
        Round middle = rounds.stream()
                .sorted(Comparator.comparing(Round::ratio))
                .toList()
                .get(ROUNDS / 2);
        Figures.add(
                "All targets of a large plan recomputed and stored, to a bare statement that reads the same rows",
                "< 1.5 s, < 3",
                "%.1f (%d ms, bare %d ms; fastest %d ms)",
                middle.ratio(),
                middle.keep().toMillis(),
                middle.bare().toMillis(),
                rounds.stream()
                        .map(Round::keep)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .toMillis());
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** From the request of the mutation to the targets that it makes. */
    private static void windowToSubscriber(ConfigurableApplicationContext context, UUID plan) throws Exception {
        String id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("Plan:" + plan).getBytes(StandardCharsets.UTF_8));
        Latencies latencies = new Latencies();
        try (HubClient client = new HubClient(context, "planner");
                HubClient.Subscription targets = client.subscribe("subscription { phaseTargetsChanged(plan: \\\"" + id
                        + "\\\") { phases { code endsOn dailyTarget } } }")) {
            // The subscriber counts the plan's pieces once before it can compare.
            Thread.sleep(Duration.ofSeconds(15));
            for (int i = 0; i < CHANGES; i++) {
                String endsOn = LocalDate.now(ZoneOffset.UTC).plusDays(20 + i).toString();
                long start = System.nanoTime();
                client.ask("""
                        {"query": "mutation { setPhaseWindow(input: {plan: \\"%s\\", phase: \\"409\\", startsOn: \\"%s\\",\
                         endsOn: \\"%s\\"}) { __typename } }"}""".formatted(id, LocalDate.now(ZoneOffset.UTC), endsOn));
                targets.next("\"409\",\"endsOn\":\"" + endsOn + '"');
                latencies.add(Duration.ofNanos(System.nanoTime() - start));
                Thread.sleep(300);
            }
        }
        Figures.add("Window of a large plan changed to a subscriber of its targets", "< 500 ms", "%s", latencies);
    }
}
