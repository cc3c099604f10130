package io.esteira.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.downtime.Downtimes;
import io.esteira.downtime.NewDowntime;
import io.esteira.outbox.Answer;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Stops of two machines that count by MQTT. */
abstract class DowntimesOnDatabase extends DeliveriesOnDatabase {

    static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    static final Instant HALF_PAST = TEN.plusSeconds(1800);

    Downtimes downtimes;

    @BeforeEach
    void machines() {
        downtimes = hub.get(Downtimes.class);
        machine("mqtt", "01");
        machine("mqtt", "02");
    }

    void machine(String source, String code) {
        factory.jdbc()
                .sql(
                        "insert into hub.equipment (public_id, company_id, source, code, name) values (gen_random_uuid(), ?, ?, ?, ?)")
                .params(company.id(), source, code, "Cell " + code)
                .update();
    }

    NewDowntime stop(String machine, Instant from, Instant to) {
        return stop(Draft.newId(), machine, "01", from, to);
    }

    NewDowntime stop(UUID id, String machine, String reason, Instant from, Instant to) {
        return new NewDowntime(
                id, "key " + id, company.code(), machine, reason, false, from, to, null, null, null, "maria", "belt");
    }

    /** Reports it; the stop's id. */
    UUID report(NewDowntime stop) {
        assertThat(downtimes.report(operator, stop)).isInstanceOf(Answer.Done.class);
        return stop.id();
    }

    /** A stop of machine 01 that is reported while a worker runs, once its delivery has come so far. */
    UUID reportUntil(String state) {
        startWorker();
        UUID stop = report(stop("01", TEN, HALF_PAST));
        awaitDeliveries(stop, "DOWNTIME " + state);
        return stop;
    }

    static void assertRefused(Answer answer, String code, @Nullable String field) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().field()).isEqualTo(field);
            assertThat(refused.refusal().messagePt()).isNotBlank();
        });
    }

    List<String> deliveries(UUID stop) {
        return factory.jdbc()
                .sql("select d.kind || ' ' || d.state from hub.delivery d join hub.downtime t on t.id = d.downtime_id "
                        + "where t.public_id = ? order by d.id")
                .param(stop)
                .query(String.class)
                .list();
    }

    UUID delivery(UUID stop, String kind) {
        return factory.jdbc()
                .sql("select d.public_id from hub.delivery d join hub.downtime t on t.id = d.downtime_id "
                        + "where t.public_id = ? and d.kind = ?")
                .params(stop, kind)
                .query(UUID.class)
                .single();
    }

    void awaitDeliveries(UUID stop, String... states) {
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(deliveries(stop)).containsExactly(states));
    }

    /** State, whether the ERP has it, and the keys of its sightings. */
    String look(UUID stop) {
        return factory.jdbc()
                .sql("select t.state || case when t.in_erp then ' in ERP' else '' end || ' ' || coalesce((select "
                        + "string_agg(g.key, ',' order by g.key) from hub.downtime_sighting g where g.downtime_id = t.id), '-') "
                        + "from hub.downtime t where t.public_id = ?")
                .param(stop)
                .query(String.class)
                .single();
    }

    Map<String, Object> row(UUID stop) {
        return factory.jdbc()
                .sql("select t.*, e.code as machine, e.source as machine_source from hub.downtime t "
                        + "join hub.equipment e on e.id = t.equipment_id where t.public_id = ?")
                .param(stop)
                .query()
                .singleRow();
    }

    int count() {
        return factory.jdbc()
                .sql("select count(*) from hub.downtime where company_id = ? and state = 'ACCEPTED'")
                .param(company.id())
                .query(Integer.class)
                .single();
    }

    /** The ERP's stops are read. */
    void poll(DowntimeChange... rows) {
        poll(NOW, rows);
    }

    void poll(Instant at, DowntimeChange... rows) {
        new Merging(
                        database,
                        hub.get("downtimeMerger", ChangeMerger.class),
                        hub.get("postingTotals", DerivedFacts.class))
                .merge(company, "protheus", at, rows);
    }

    static DowntimeChange seen(
            String key, String machine, Instant from, Instant to, @Nullable String reference, boolean reversed) {
        return new DowntimeChange(
                new Ref(key), machine, "02", null, from, to, null, null, "OP10", null, reference, reversed);
    }

    String reference(UUID stop) {
        return String.valueOf(row(stop).get("reference"));
    }
}
