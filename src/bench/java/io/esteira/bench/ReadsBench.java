package io.esteira.bench;

import com.sun.management.OperatingSystemMXBean;
import io.esteira.plant.embedded.EmbeddedDatabase;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * 200,000 orders of 6 steps and 1,000,000 postings, read by the hub, by PostGraphile and by hand-written SQL by turns: the hub checks a
 * token, the others do not. Processor time is that of the server's process and of PostgreSQL, for each answer.
 */
@ExtendWith(Figures.class)
class ReadsBench {

    private static final Path SQL = Path.of("bench/sql");
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.reads-warm-up", 60));
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.reads-round", 10));
    private static final int ROUNDS = Integer.getInteger("bench.reads-rounds", 5);
    private static final int CONNECTIONS = 16;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** One side of a comparison: how often in a second, and how much processor time each. */
    private record Speed(double perSecond, double cpuMicros) {}

    private interface Side {
        Speed measure(Duration time) throws Exception;
    }

    @Test
    void readsOfManyOrders() throws Exception {
        try (BenchHub hub = BenchHub.onCsw()
                        .with("esteira.adapters.csw.enabled", false)
                        .with("esteira.companies[0].code", "MATRIZ")
                        .with("esteira.companies[0].name", "Matriz")
                        .with("esteira.companies[1].code", "GRANDE")
                        .with("esteira.companies[1].name", "Grande");
                ConfigurableApplicationContext context = hub.start()) {
            fill(hub);
            try (Peer peer = Peer.start(hub.database.getJdbcUrl(), EmbeddedDatabase.USER);
                    Reads reads = new Reads(hub, context, peer)) {
                reads.nested();
                reads.point();
                reads.groups();
                reads.csv();
            }
        }
    }

    /** Its last statement cannot run within a transaction. */
    private static void fill(BenchHub hub) throws IOException, SQLException {
        try (Connection connection = hub.database.getConnection();
                var statement = connection.createStatement()) {
            for (String each : read("many-orders.sql").split(";\n", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(SQL.resolve(file));
    }

    /** All comparisons, on one hub. */
    private static final class Reads implements AutoCloseable {

        private final BenchHub hub;
        private final String address;
        private final Peer peer;
        private final ProcessHandle postgres;
        private final HttpClient http = HttpClient.newHttpClient();
        private final String token =
                TestTokens.tokenUntil(java.time.Instant.now().plusSeconds(7_200), "analyst", "*");

        Reads(BenchHub hub, ConfigurableApplicationContext context, Peer peer) {
            this.hub = hub;
            this.peer = peer;
            address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")
                    + "/graphql";
            Integer backend =
                    Objects.requireNonNull(hub.jdbc().queryForObject("select pg_backend_pid()", Integer.class));
            postgres = ProcessHandle.of(backend)
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new IllegalStateException("no server process"));
        }

        private double postgresMicros() {
            return postgres.descendants()
                    .mapToDouble(each -> each.info()
                                    .totalCpuDuration()
                                    .map(Duration::toNanos)
                                    .orElse(0L)
                            / 1e3)
                    .sum();
        }

        private Side hub(String body) {
            return time -> {
                double own = SYSTEM.getProcessCpuTime() / 1e3;
                double database = postgresMicros();
                long answers = Peer.load(address, body, token, CONNECTIONS, time);
                double cpu = SYSTEM.getProcessCpuTime() / 1e3 - own + postgresMicros() - database;
                return new Speed(answers / (double) time.toSeconds(), cpu / answers);
            };
        }

        private Side peer(String body) {
            return time -> {
                double own = peer.cpu().toNanos() / 1e3;
                double database = postgresMicros();
                long answers = Peer.load(peer.address(), body, "", CONNECTIONS, time);
                double cpu = peer.cpu().toNanos() / 1e3 - own + postgresMicros() - database;
                return new Speed(answers / (double) time.toSeconds(), cpu / answers);
            };
        }

        /** Prepared statements; only PostgreSQL's processor time counts. */
        private Side sql(String statement, int threads) {
            return time -> {
                double before = postgresMicros();
                double perSecond = Throughput.measure(threads, time, thread -> new Prepared(hub, statement));
                return new Speed(perSecond, (postgresMicros() - before) / (perSecond * time.toSeconds()));
            };
        }

        void nested() throws Exception {
            Side hub = hub(read("../graphql/nested.json"));
            Side peer = peer(read("../graphql/nested-peer.json"));
            Side sql = sql(read("nested.sql"), 4);
            hub.measure(WARM_UP);
            peer.measure(ROUND);
            List<Double> times = new ArrayList<>();
            List<Double> cost = new ArrayList<>();
            List<Speed> ours = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Speed our = hub.measure(ROUND);
                Speed their = peer.measure(ROUND);
                Speed bare = sql.measure(ROUND);
                times.add(our.perSecond() / their.perSecond());
                cost.add(our.cpuMicros() / bare.cpuMicros());
                ours.add(our);
            }
            Speed last = ours.getLast();
            Figures.add(
                    "Nested read of 50 orders with item, steps and phases (26 kB), to PostGraphile: requests",
                    ">= 4 times, aim 6",
                    "%.1f times (%.0f a second)",
                    middle(times),
                    last.perSecond());
            Figures.add(
                    "The same: processor time of hub and PostgreSQL, to PostgreSQL's own for hand-written SQL",
                    "<= 1.7, aim 1.2",
                    "%.2f (%.0f us)",
                    middle(cost),
                    last.cpuMicros());
        }

        void point() throws Exception {
            String publicId = Objects.requireNonNull(hub.jdbc()
                    .queryForObject(
                            "select public_id::text from hub.production_order where number = '100000-001'",
                            String.class));
            String id = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("ProductionOrder:" + publicId).getBytes(StandardCharsets.UTF_8));
            Side hub = hub(read("../graphql/point.json").replace("{id}", id));
            Side peer = peer(read("../graphql/point-peer.json").replace("{id}", publicId));
            hub.measure(ROUND);
            peer.measure(ROUND);
            List<Double> times = new ArrayList<>();
            double perSecond = 0;
            for (int i = 0; i < ROUNDS; i++) {
                perSecond = hub.measure(ROUND).perSecond();
                times.add(perSecond / peer.measure(ROUND).perSecond());
            }
            Figures.add(
                    "Read of one order by id, to PostGraphile: requests",
                    ">= 3 times",
                    "%.1f times (%.0f a second)",
                    middle(times),
                    perSecond);
        }

        /** One after another: a group-by has all processors to itself, as its SQL has. */
        void groups() throws Exception {
            String body = read("../graphql/groups.json");
            Prepared sql = new Prepared(hub, read("groups.sql"));
            List<Double> times = new ArrayList<>();
            Duration ours = Duration.ZERO;
            for (int i = 0; i < 4 * ROUNDS; i++) {
                Duration bare = time(sql::once);
                ours = time(() -> fetch(address, body));
                if (i >= ROUNDS) {
                    times.add((double) bare.toNanos() / ours.toNanos());
                }
            }
            sql.close();
            Figures.add(
                    "Good and scrap of 30 days by phase and day, to the SQL itself: speed",
                    ">= 0.9",
                    "%.2f (%d ms)",
                    middle(times),
                    ours.toMillis());
        }

        void csv() throws Exception {
            String document = address + "/documents/open-orders?company=GRANDE";
            String copy = "copy (" + read("open-orders.sql") + ") to stdout (format csv, header)";
            List<Double> times = new ArrayList<>();
            Duration ours = Duration.ZERO;
            for (int i = 0; i < 2 + ROUNDS; i++) {
                Duration bare = time(() -> copyOut(copy));
                ours = time(() -> download(document));
                if (i >= 2) {
                    times.add((double) bare.toNanos() / ours.toNanos());
                }
            }
            Figures.add(
                    "200,000 orders with item and phase as CSV, to COPY of the same content: speed",
                    ">= 0.5",
                    "%.2f (%d ms)",
                    middle(times),
                    ours.toMillis());
        }

        @Override
        public void close() {
            http.close();
        }

        private void copyOut(String copy) throws SQLException, IOException {
            try (Connection connection = hub.database.getConnection()) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, OutputStream.nullOutputStream());
            }
        }

        private HttpRequest.Builder request(String uri) {
            return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
        }

        private void fetch(String uri, String body) throws IOException, InterruptedException {
            HttpRequest request = request(uri)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (!answer.startsWith("{\"data\"")) {
                throw new IllegalStateException(answer);
            }
        }

        private void download(String uri) throws IOException, InterruptedException {
            HttpRequest request = request(uri).header("Accept", "text/csv").build();
            try (InputStream body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body()) {
                long lines = 0;
                byte[] buffer = new byte[1 << 16];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    for (int i = 0; i < read; i++) {
                        lines += buffer[i] == '\n' ? 1 : 0;
                    }
                }
                if (lines != 200_001) {
                    throw new IllegalStateException(lines + " lines");
                }
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Duration time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double middle(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A prepared statement that is run again and again. */
    private static final class Prepared implements Throughput.Work, AutoCloseable {

        private final Connection connection;
        private final PreparedStatement statement;

        Prepared(BenchHub hub, String sql) throws SQLException {
            connection = hub.database.getConnection();
            try (var settings = connection.createStatement()) {
                settings.execute("set random_page_cost = 1.1");
            }
            statement = connection.prepareStatement(sql);
        }

        @Override
        public void once() throws SQLException {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getBytes(1);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
            connection.close();
        }
    }
}
