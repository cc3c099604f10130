package io.esteira.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.bench.Throughput.Work;
import io.esteira.outbox.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.production.NewPosting;
import io.esteira.production.Postings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Postings with their outbox row, as the hub takes them and by a bare JDBC loop that does no more than the two inserts: by turns,
 * in the same tables of the same database, on the same number of connections, each over orders of the same company.
 */
@ExtendWith(Figures.class)
class PostingBench {

    private static final int ORDERS = Integer.getInteger("bench.posting-orders", 5_000);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.posting-seconds", 8));
    private static final int ROUNDS = 5;

    /** The compiler of the JVM shares the cores with the database: after 30 seconds it still took most of one, and HTTP half as much. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.posting-warm-up-seconds", 90));

    private static final String AIM = "≥ 0.3";

    private static final String MUTATION = """
            {"query": "mutation($id: ID!, $key: String!, $order: String!, $sequence: Int!, $good: Decimal!) {\
             postProduction(input: {id: $id, idempotencyKey: $key, company: \\"MATRIZ\\", orderNumber: $order,\
             sequence: $sequence, good: $good}) { __typename ... on PostProductionPayload { posting { id } } } }",
             "variables": {"id": "%1$s", "key": "%1$s", "order": "%2$s", "sequence": %3$d, "good": "1"}}""";

    /** Mutations per second of one round. */
    private record Round(double bare, double front, double http) {}

    private record Step(long companyId, long orderId, long id) {}

    @Test
    void postingsPerSecond() throws Exception {
        try (BenchHub hub = BenchHub.onCsw().with("esteira.adapters.csw.order-cadence", "1h")) {
            ManyOrders.insert(hub.source(), ORDERS);
            try (ConfigurableApplicationContext context = hub.start()) {
                await().atMost(Duration.ofMinutes(5)).until(() -> isRead(hub.jdbc()));
                hub.jdbc().update("update hub.production_order set quantity = 1000000000");
                List<Step> steps = steps(hub.jdbc());
                List<Round> rounds = new ArrayList<>();
                http(context, WARM_UP);
                front(context, WARM_UP);
                for (int i = 0; i < ROUNDS; i++) {
                    rounds.add(new Round(bare(hub, steps), front(context, ROUND), http(context, ROUND)));
                }
                report(rounds);
                assertThat(count(hub.jdbc(), "hub.posting where origin = 'HUB'"))
                        .isEqualTo(count(hub.jdbc(), "hub.delivery"));
            }
        }
    }

    private static void report(List<Round> rounds) {
        String settings = ", %d connections, to the two inserts by a bare JDBC loop".formatted(BenchHub.CONNECTIONS);
        Round front = median(rounds, Comparator.comparingDouble(round -> round.front() / round.bare()));
        Figures.add(
                "Postings/s by the front door" + settings,
                AIM,
                "%.2f (%.0f/s, bare %.0f/s)",
                front.front() / front.bare(),
                front.front(),
                front.bare());
        Round http = median(rounds, Comparator.comparingDouble(round -> round.http() / round.bare()));
        Figures.add(
                "Postings/s by GraphQL over HTTP, client on the same machine" + settings,
                "",
                "%.2f (%.0f/s, bare %.0f/s)",
                http.http() / http.bare(),
                http.http(),
                http.bare());
    }

    private static Round median(List<Round> rounds, Comparator<Round> by) {
        return rounds.stream().sorted(by).toList().get(rounds.size() / 2);
    }

    private static boolean isRead(JdbcTemplate hub) {
        return count(hub, "hub.order_step") >= (long) ORDERS * ManyOrders.STEPS
                && count(hub, "hub.stream_state where last_success_at is null") == 0;
    }

    private static long count(JdbcTemplate jdbc, String rows) {
        return java.util.Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + rows, Long.class));
    }

    private static List<Step> steps(JdbcTemplate hub) {
        return hub.query(
                "select s.company_id, s.order_id, s.id from hub.order_step s join hub.production_order o on o.id = s.order_id where o.number like '%-009'",
                (row, n) -> new Step(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    private static double bare(BenchHub hub, List<Step> steps) throws Exception {
        return Throughput.measure(
                BenchHub.CONNECTIONS, ROUND, thread -> new BareInserts(hub.database.getConnection(), steps));
    }

    private static double front(ConfigurableApplicationContext context, Duration time) throws Exception {
        Postings postings = context.getBean(Postings.class);
        Company company = context.getBean(Companies.class).find("MATRIZ").orElseThrow();
        Caller caller =
                new Caller("bench", "bench", Set.of(Role.OPERATOR), Set.of(company.id()), "127.0.0.1", Instant.MAX);
        return Throughput.measure(BenchHub.CONNECTIONS, time, thread -> () -> {
            Answer answer = postings.post(caller, posting());
            if (!(answer instanceof Answer.Done)) {
                throw new IllegalStateException("refused: " + answer);
            }
        });
    }

    private static NewPosting posting() {
        UUID id = Uuid7.next();
        return new NewPosting(
                id,
                id.toString(),
                "MATRIZ",
                order(),
                null,
                null,
                null,
                sequence(),
                BigDecimal.ONE,
                List.of(),
                BigDecimal.ZERO,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static double http(ConfigurableApplicationContext context, Duration time) throws Exception {
        try (HubClient client = new HubClient(context, "operator")) {
            return Throughput.measure(BenchHub.CONNECTIONS, time, thread -> () -> {
                var answer = client.ask(MUTATION.formatted(Uuid7.next(), order(), sequence()));
                if (!answer.at("/postProduction/posting").isObject()) {
                    throw new IllegalStateException("refused: " + answer);
                }
            });
        }
    }

    private static String order() {
        return "%06d-009".formatted(ThreadLocalRandom.current().nextInt(ORDERS) + 1);
    }

    private static int sequence() {
        return ThreadLocalRandom.current().nextInt(ManyOrders.STEPS) + 1;
    }

    /** The row of the posting and the row of its delivery in one transaction. */
    private static final class BareInserts implements Work, AutoCloseable {

        private final Connection connection;
        private final List<Step> steps;
        private final PreparedStatement posting;
        private final PreparedStatement delivery;

        BareInserts(Connection connection, List<Step> steps) throws SQLException {
            this.connection = connection;
            this.steps = steps;
            connection.setAutoCommit(false);
            posting = connection.prepareStatement("""
                    insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes,
                      origin, in_erp, reference, created_by, created_at)
                    values (?, ?, ?, ?, ?, 1, 0, 0, false, 'HUB', false, ?, 'bench', now()) returning id""");
            delivery = connection.prepareStatement("""
                    insert into hub.delivery (public_id, company_id, posting_id, order_id, step_id, kind, target, state, reference,
                      reason_code, reason_text)
                    values (?, ?, ?, ?, ?, 'POSTING', 'csw', 'HELD', ?, 'BY_HAND', 'typed by a person')""");
        }

        @Override
        public void once() throws SQLException {
            Step step = steps.get(ThreadLocalRandom.current().nextInt(steps.size()));
            UUID id = Uuid7.next();
            String reference = id.toString();
            set(posting, id, step.companyId(), step.orderId(), step.id(), LocalDate.now(ZoneOffset.UTC), reference);
            long postingId;
            try (ResultSet row = posting.executeQuery()) {
                row.next();
                postingId = row.getLong(1);
            }
            set(delivery, UUID.randomUUID(), step.companyId(), postingId, step.orderId(), step.id(), reference);
            delivery.executeUpdate();
            connection.commit();
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }

        @Override
        public void close() throws SQLException {
            posting.close();
            delivery.close();
            connection.close();
        }
    }
}
