package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Stops on their way to the simulated plant. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class StopsOnPlant {

    static final Deadline SOON = Deadline.in(Duration.ofDays(1));
    static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

    @TempDir
    static Path dir;

    static ProtheusPlant site;

    static Plant plant;
    static ProtheusConnection protheus;

    static int next;

    @BeforeAll
    static void start() {
        site = new ProtheusPlant(dir);
        plant = site.plant;
        protheus = site.connection();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
    }

    /** A stop at a time at which no other is. */
    static DowntimeOrder aStop() {
        return order("CEL03", "02", null, 0);
    }

    static DowntimeOrder order(String machine, @Nullable String reason, @Nullable Reversal reverses, int refusals) {
        int number = ++next;
        Instant from = plant.now()
                .minus(Duration.ofDays(30))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusSeconds(600L * number);
        return order(number, machine, reason, from, reverses, refusals);
    }

    static DowntimeOrder order(
            int number,
            String machine,
            @Nullable String reason,
            Instant from,
            @Nullable Reversal reverses,
            int refusals) {
        return new DowntimeOrder(
                UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (reverses == null ? 0 : 1)}),
                FakeProtheus.COMPANY,
                ZONE,
                "7K2M9S%03d".formatted(number),
                machine,
                reason,
                false,
                from,
                from.plusSeconds(300),
                null,
                null,
                null,
                "OP10",
                "correia",
                reverses,
                refusals);
    }

    static DowntimeOrder reversing(DowntimeOrder stop, @Nullable String key) {
        return order(next, stop.equipment(), stop.reason(), stop.startedAt(), new Reversal(stop.reference(), key), 0);
    }

    static long effects(DowntimeOrder stop) {
        String from = stop.startedAt().atZone(ZONE).toLocalDateTime().toString();
        return site.tables
                .sql("""
                        select (select count(*) from protheus.stot10 where rtrim(sto_cdmq) = ? and left(sto_inicio, 16) = left(?, 16))
                          + (select count(*) from protheus.sh6t10 where h6_tipo = 'I' and rtrim(h6_recurso) = ?
                             and h6_dataini = replace(left(?, 10), '-', '') and h6_horaini = substr(?, 12, 5))""")
                .params(stop.equipment(), from, stop.equipment(), from, from)
                .query(Long.class)
                .single();
    }

    static ProtheusPostingService service(String writer) {
        return ProtheusPostingService.of(protheus, writer);
    }

    static DeliveryOutcome write(ProtheusPostingService service, DowntimeOrder stop) {
        return service.writer().orElseThrow().write(stop, SOON);
    }

    static ReadBack look(ProtheusPostingService service, DowntimeOrder stop) {
        return service.stops().orElseThrow().find(stop);
    }
}
