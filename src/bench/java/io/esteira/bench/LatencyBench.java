package io.esteira.bench;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long a fact takes through the hub, over real sockets, on the demo's database, with the cadences of a live site but one. */
@ExtendWith(Figures.class)
class LatencyBench {

    private static final int TIMES = Integer.getInteger("bench.latency-times", 100);
    private static final int ERP_CHANGES = Integer.getInteger("bench.latency-erp-changes", 30);
    private static final Duration CADENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final long PATIENCE_MILLIS = 30_000;

    private static final String POST = """
            {"query": "mutation { postProduction(input: {id: \\"%1$s\\", idempotencyKey: \\"%1$s\\", company: \\"LATICINIO\\",\
             orderNumber: \\"%2$s\\", sequence: 10, good: \\"0.01\\"}) { ... on PostProductionPayload { posting { reference } } } }"}""";

    @Test
    void throughTheHub() throws Exception {
        try (BenchHub hub = settings(BenchHub.onEverything());
                ConfigurableApplicationContext context = hub.start()) {
            await().atMost(Duration.ofMinutes(2)).until(() -> isRead(hub.jdbc()));
            mutationToErp(hub, context);
            pieceToSubscriber(hub, context);
            erpToSubscriber(hub, context);
        }
    }

    private static BenchHub settings(BenchHub hub) {
        for (String entity : List.of("items", "phases", "routing", "orders", "postings")) {
            hub.with("esteira.adapters.protheus." + entity + ".cadence", "60s");
        }
        return hub.with("esteira.adapters.csw.order-cadence", "60s")
                .with("esteira.adapters.csw.movement-cadence", CADENCE.toSeconds() + "s");
    }

    private static boolean isRead(JdbcTemplate hub) {
        return Objects.requireNonNull(hub.queryForObject("""
                select count(*) = 0 from hub.stream s join hub.stream_state t on t.stream_id = s.id
                 where t.last_success_at is null and s.source <> 'mqtt'
                """, Boolean.class))
                && Objects.requireNonNull(hub.queryForObject("select count(*) from hub.posting", Long.class)) > 300;
    }

    /** From the request of the mutation to the row in the table of Protheus. */
    private static void mutationToErp(BenchHub hub, ConfigurableApplicationContext context) throws Exception {
        List<String> orders = hub.jdbc().queryForList("""
                select o.number from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                 where o.source = 'protheus' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                   and s.status <> 'COMPLETED' and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                """, String.class);
        Latencies latencies = new Latencies();
        try (HubClient client = new HubClient(context, "operator");
                Connection erp = connection(hub.source());
                PreparedStatement row = erp.prepareStatement("select from protheus.sh6t10 where h6_observa like ?")) {
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                String reference = client.ask(POST.formatted(Uuid7.next(), orders.get(i % orders.size())))
                        .at("/postProduction/posting/reference")
                        .asString();
                row.setString(1, '#' + reference + '%');
                waitFor(() -> row.executeQuery().next());
                latencies.add(since(start));
                pause();
            }
        }
        Figures.add("Mutation over HTTP to the row of SH6", "p95 < 2 s", "%s", latencies);
    }

    /** From the message of a machine to a subscriber of its count. */
    private static void pieceToSubscriber(BenchHub hub, ConfigurableApplicationContext context) throws Exception {
        Latencies latencies = new Latencies();
        String broker = Objects.requireNonNull(hub.plant.mqttUri()).toString();
        MqttAsyncClient machine = new MqttAsyncClient(broker, "bench-machine", new MemoryPersistence());
        try (AutoCloseable closing = machine::close;
                HubClient client = new HubClient(context, "leader");
                HubClient.Subscription counts =
                        client.subscribe("subscription { machineCountChanged { productCode good } }")) {
            machine.connect().waitForCompletion(PATIENCE_MILLIS);
            // The first reading counts nothing, and the second only shows that the subscriber hears.
            for (int pieces = 0; pieces <= TIMES + 1; pieces++) {
                long start = System.nanoTime();
                machine.publish("plant/cell/bench/telemetry", telemetry(pieces), 1, false);
                if (pieces > 0) {
                    counts.next("\"BENCH\",\"good\":\"" + pieces + '"');
                }
                if (pieces > 1) {
                    latencies.add(since(start));
                }
                pause();
            }
            machine.disconnect().waitForCompletion(PATIENCE_MILLIS);
        }
        Figures.add("Piece published by MQTT to a subscriber of its count", "< 1 s", "%s", latencies);
    }

    private static byte[] telemetry(int good) {
        return """
                {"id": "bench", "name": "Bench", "timestamp": "%s", "status": "RUN",
                 "production": {"good": %d, "bad": 0}, "product": {"code": "BENCH"}}""".formatted(Instant.now(), good).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** From the commit of a movement in CSW to a subscriber of its order. */
    private static void erpToSubscriber(BenchHub hub, ConfigurableApplicationContext context) throws Exception {
        List<String> orders = hub.jdbc().queryForList("""
                select number from hub.production_order
                 where source = 'csw' and status in ('RELEASED', 'IN_PROGRESS') order by number
                """, String.class);
        Latencies latencies = new Latencies();
        try (HubClient client = new HubClient(context, "analyst");
                HubClient.Subscription changes =
                        client.subscribe("subscription { productionOrderChanged { number steps { goodInErp } } }")) {
            for (int i = 0; i < ERP_CHANGES; i++) {
                Thread.sleep(ThreadLocalRandom.current().nextLong(CADENCE.toMillis()));
                String order = orders.get(i % orders.size());
                long start = System.nanoTime();
                insertMovement(hub.source(), order, i);
                changes.next('"' + order + '"');
                latencies.add(since(start));
            }
        }
        Duration past = latencies.percentile(100).minus(CADENCE);
        Figures.add(
                "Movement inserted in CSW to a subscriber of its order, cadence %d s".formatted(CADENCE.toSeconds()),
                "< %d s (cadence + 2 s)".formatted(CADENCE.plusSeconds(2).toSeconds()),
                "%s; the longest %+d ms past the cadence",
                latencies,
                past.toMillis());
    }

    private static void insertMovement(JdbcTemplate csw, String order, int number) {
        String today = LocalDate.now(ZoneId.of("America/Sao_Paulo")).toString();
        csw.update("""
                insert into tco.MovimentacaoOPFase
                  (codEmpresa, numeroOP, codFase, seqRoteiro, dataMov, dataBaixa, horaMov, totPecasOPBaixadas)
                select codEmpresa, numeroOP, codFase, codSeqRoteiro, ?, ?, ?, 1 from tco.RoteiroOP
                 where numeroOP = ?::bpchar order by codSeqRoteiro limit 1
                """, today, today, "12:%02d:%02d".formatted(number / 60, number % 60), order);
    }

    private static Connection connection(JdbcTemplate jdbc) throws SQLException {
        return Objects.requireNonNull(jdbc.getDataSource()).getConnection();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitFor(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it never came");
            }
            Thread.sleep(LOOK);
        }
    }

    /** Arrivals that do not march in step with what the hub does every so often. */
    private static void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(50, 250));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
