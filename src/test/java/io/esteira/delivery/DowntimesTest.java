package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.downtime.NewDowntime;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Draft;
import io.esteira.support.Hub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is taken in and what is not; no worker runs. */
class DowntimesTest extends DowntimesOnDatabase {

    @Test
    void stopIsKeptWithItsDeliveryAndEntryInTheAudit() {
        // when
        UUID stop = report(stop("01", TEN, HALF_PAST));

        // then
        assertThat(look(stop)).isEqualTo("ACCEPTED -");
        assertThat(deliveries(stop)).containsExactly("DOWNTIME PENDING");
        assertThat(row(stop)).containsEntry("machine", "01").containsEntry("reason", "01");
        assertThat(reference(stop)).hasSize(9);
        assertThat(factory.jdbc()
                        .sql("select action from hub.audit_entry where subject = ?")
                        .param(stop.toString())
                        .query(String.class)
                        .list())
                .containsExactly("downtime.report");
    }

    @Test
    void sameKeyAnswersTheSameAndAnotherRequestUnderItIsRefused() {
        // given
        NewDowntime stop = stop("01", TEN, HALF_PAST);
        Answer first = downtimes.report(operator, stop);
        NewDowntime other = new NewDowntime(
                Draft.newId(),
                stop.idempotencyKey(),
                company.code(),
                "02",
                "01",
                false,
                TEN,
                HALF_PAST,
                null,
                null,
                null,
                null,
                null);

        // when
        Answer again = downtimes.report(operator, stop);

        // then
        assertThat(again).isEqualTo(first);
        assertRefused(downtimes.report(operator, other), "IDEMPOTENCY_KEY_REUSED", "idempotencyKey");
        assertThat(count()).isOne();
    }

    /** What comes again, because its answer was lost, is decided as if it had come once. */
    @Test
    void settledRefusalStaysTheAnswerOfItsKeyWhenItsReasonIsGone() {
        // given
        NewDowntime first = stop("01", TEN, HALF_PAST);
        NewDowntime overlapping = stop("01", TEN.plusSeconds(60), HALF_PAST);
        ReversalRequest early = new ReversalRequest(overlapping.id(), "early", "not there yet");
        ReversalRequest frees = new ReversalRequest(first.id(), "frees", "wrong machine");
        downtimes.settle(operator, first);

        // when
        Answer refused = downtimes.settle(operator, overlapping);
        Answer unknown = downtimes.settle(operator, early);
        Answer freed = downtimes.settle(operator, frees);

        // then
        assertRefused(refused, "OVERLAPS", "startedAt");
        assertThat(downtimes.settle(operator, overlapping)).isEqualTo(refused);
        assertThat(downtimes.report(operator, overlapping)).isEqualTo(refused);
        assertRefused(unknown, "DOWNTIME_NOT_FOUND", "id");
        assertThat(freed).isInstanceOf(Answer.Done.class);
        assertThat(downtimes.settle(operator, frees)).isEqualTo(freed);
        NewDowntime mended = new NewDowntime(
                overlapping.id(),
                "mended",
                company.code(),
                "01",
                "01",
                false,
                TEN,
                HALF_PAST,
                null,
                null,
                null,
                null,
                null);
        assertThat(downtimes.settle(operator, mended)).isInstanceOf(Answer.Done.class);
        assertThat(downtimes.settle(operator, early)).isEqualTo(unknown);
        assertThat(count()).isOne();
    }

    @Test
    void sameIdUnderAnotherKeyIsRefused() {
        // given
        NewDowntime stop = stop("01", TEN, HALF_PAST);
        report(stop);

        // when
        Answer answer = downtimes.report(
                operator,
                new NewDowntime(
                        stop.id(),
                        "another key",
                        company.code(),
                        "02",
                        "01",
                        false,
                        TEN,
                        HALF_PAST,
                        null,
                        null,
                        null,
                        null,
                        null));

        // then
        assertRefused(answer, "IDEMPOTENCY_KEY_REUSED", "id");
    }

    @Test
    void timesThatCannotBeAreRefused() {
        assertRefused(downtimes.report(operator, stop("01", HALF_PAST, TEN)), "INVALID_DATE", "endedAt");
        assertRefused(downtimes.report(operator, stop("01", TEN, TEN)), "INVALID_DATE", "endedAt");
        assertRefused(downtimes.report(operator, stop("01", TEN, TEN.plusSeconds(59))), "INVALID_DATE", "endedAt");
        assertRefused(downtimes.report(operator, stop("01", TEN, NOW.plusSeconds(301))), "INVALID_DATE", "endedAt");
        assertRefused(
                downtimes.report(operator, stop("01", NOW.plusSeconds(301), NOW.plusSeconds(900))),
                "INVALID_DATE",
                "startedAt");
        assertRefused(
                downtimes.report(operator, stop("01", Instant.parse("1999-01-01T00:00:00Z"), TEN)),
                "INVALID_DATE",
                "startedAt");
        assertThat(count()).isZero();
    }

    @Test
    void clockOfATerminalMayRunAheadAsFarAsForPostings() {
        report(stop("01", TEN, NOW.plusSeconds(299)));
    }

    @Test
    void unknownMachineIsRefused() {
        assertRefused(downtimes.report(operator, stop("99", TEN, HALF_PAST)), "UNKNOWN_EQUIPMENT", "equipment");
        assertRefused(downtimes.report(operator, stop("'; drop", TEN, HALF_PAST)), "UNKNOWN_EQUIPMENT", "equipment");
        assertRefused(downtimes.report(operator, stop("", TEN, HALF_PAST)), "UNKNOWN_EQUIPMENT", "equipment");
    }

    @Test
    void reasonIsRefusedWhereTheErpsListLacksIt() {
        // given
        reason("02", "Falta de material");

        // then
        assertRefused(
                downtimes.report(operator, stop(Draft.newId(), "01", "77", TEN, HALF_PAST)),
                "UNKNOWN_REASON",
                "reason");
        assertRefused(
                downtimes.report(operator, stop(Draft.newId(), "01", " ", TEN, HALF_PAST)), "UNKNOWN_REASON", "reason");
        report(stop(Draft.newId(), "01", "02", TEN, HALF_PAST));
    }

    private void reason(String code, String description) {
        factory.jdbc()
                .sql("insert into hub.downtime_reason (public_id, company_id, source, code, description, observed_at) "
                        + "values (gen_random_uuid(), ?, 'protheus', ?, ?, now())")
                .params(company.id(), code, description)
                .update();
    }

    @Test
    void codesOfTheHubAreToldToTheErpByMappings() {
        // given
        reason("02", "Falta de material");
        map("STOP_REASON", "hub", "FALTA", "02");
        map("EQUIPMENT", "mqtt", "01", "CEL01");
        map("OPERATOR", "hub", "maria", "OP77");

        // when
        UUID stop = report(stop(Draft.newId(), "01", "FALTA", TEN, HALF_PAST));
        startWorker();

        // then
        awaitDeliveries(stop, "DOWNTIME DELIVERED");
        assertThat(erp.stops.reports).singleElement().satisfies(row -> {
            assertThat(row.stop().equipment()).isEqualTo("CEL01");
            assertThat(row.stop().reason()).isEqualTo("02");
            assertThat(row.stop().operator()).isEqualTo("OP77");
        });
        assertThat(row(stop)).containsEntry("reason", "FALTA").containsEntry("machine", "01");
    }

    @Test
    void machineIsTheSameByTheCodeOfTheErp() {
        // given
        map("EQUIPMENT", "mqtt", "01", "CEL01");
        report(stop("01", TEN, HALF_PAST));

        // when
        Answer answer = downtimes.report(operator, stop("CEL01", TEN.plusSeconds(60), HALF_PAST));

        // then
        assertRefused(answer, "OVERLAPS", "startedAt");
    }

    @Test
    void machineThatOnlyARoutingOfTheErpNamesIsTakenIn() {
        // given
        factory.order(company, "protheus", "1", "100");
        factory.jdbc().sql("""
                        insert into hub.routing_step (public_id, company_id, source, item_id, routing, sequence, operation, equipment, observed_at)
                        select gen_random_uuid(), company_id, 'protheus', id, '01', 10, '10', 'CEL09', now()
                        from hub.item where company_id = ? limit 1""").param(company.id()).update();

        // when
        UUID stop = report(stop("CEL09", TEN, HALF_PAST));

        // then
        assertThat(row(stop)).containsEntry("machine", "CEL09").containsEntry("machine_source", "protheus");
    }

    private void map(String kind, String from, String code, String to) {
        factory.jdbc().sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code, created_at, created_by,
                          updated_at, updated_by)
                        values (?, ?, ?, ?, 'protheus', ?, now(), 'it', now(), 'it')""").params(company.id(), kind, from, code, to).update();
    }

    @Test
    void stopsOfAMachineDoNotOverlapAndThoseOfTwoMay() {
        // given
        UUID first = report(stop("01", TEN, HALF_PAST));

        // then
        assertRefused(
                downtimes.report(operator, stop("01", TEN.minusSeconds(600), TEN.plusSeconds(60))),
                "OVERLAPS",
                "startedAt");
        assertRefused(
                downtimes.report(operator, stop("01", TEN.plusSeconds(60), TEN.plusSeconds(120))),
                "OVERLAPS",
                "startedAt");
        report(stop("01", HALF_PAST, HALF_PAST.plusSeconds(600)));
        report(stop("01", TEN.minusSeconds(600), TEN));
        report(stop("02", TEN, HALF_PAST));
        assertThat(downtimes.reverse(operator, new ReversalRequest(first, null, "wrong")))
                .isInstanceOf(Answer.Done.class);
        report(stop("01", TEN, HALF_PAST));
    }

    @Test
    void ofTwoReportsOfOneStopAtOnceOneIsTaken() throws Exception {
        // given
        List<Future<Answer>> answers = new ArrayList<>();

        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> downtimes.report(operator, stop("01", TEN, HALF_PAST))));
            }
        }

        // then
        int taken = 0;
        for (Future<Answer> answer : answers) {
            taken += answer.get() instanceof Answer.Done ? 1 : 0;
        }
        assertThat(taken).isOne();
        assertThat(count()).isOne();
    }

    @Test
    void orderAndStepAreKeptAndUnknownOnesRefused() {
        // given
        factory.order(company, "protheus", "1", "100");

        // then
        assertRefused(downtimes.report(operator, on("9999", null)), "ORDER_NOT_FOUND", "orderNumber");
        assertRefused(downtimes.report(operator, on("1", "77")), "UNKNOWN_STEP", "operation");
        assertRefused(downtimes.report(operator, on(null, "01")), "UNKNOWN_STEP", "operation");
        UUID stop = report(on("1", "01"));
        assertThat(row(stop).get("step_id")).isNotNull();
    }

    private NewDowntime on(@Nullable String order, @Nullable String operation) {
        UUID id = Draft.newId();
        return new NewDowntime(
                id, "key " + id, company.code(), "01", "01", true, TEN, HALF_PAST, order, null, operation, null, null);
    }

    @Test
    void whatOthersOwnDoesNotExist() {
        // given
        UUID stop = report(stop("01", TEN, HALF_PAST));
        Company other = factory.company("X" + company.code());
        Caller stranger = Hub.caller(Set.of(Role.OPERATOR), other);

        // then
        assertRefused(downtimes.report(stranger, stop("01", TEN, HALF_PAST)), "UNKNOWN_COMPANY", "company");
        assertRefused(downtimes.reverse(stranger, new ReversalRequest(stop, null, "x")), "DOWNTIME_NOT_FOUND", "id");
        Caller analyst = Hub.caller(Set.of(Role.ANALYST), company);
        assertRefused(downtimes.report(analyst, stop("02", TEN, HALF_PAST)), "FORBIDDEN", null);
        assertRefused(downtimes.reverse(analyst, new ReversalRequest(stop, null, "x")), "FORBIDDEN", null);
    }

    @Test
    void stopForAnErpThatTakesNoneIsHeldWithWhatToDoInBothLanguages() {
        // given
        erp.stops.capability = new Capability.Held("Enter it: 01.", "Lance: 01.");

        // when
        UUID stop = report(stop("01", TEN, HALF_PAST));

        // then
        assertThat(deliveries(stop)).containsExactly("DOWNTIME HELD");
        assertThat(reason(stop)).isEqualTo("BY_HAND Lance: 01. / Enter it: 01.");
    }

    @Test
    void stopOfACompanyWithoutAnErpIsHeld() {
        // given
        erp.companies = Set.of();

        // when
        UUID stop = report(stop("01", TEN, HALF_PAST));

        // then
        assertThat(deliveries(stop)).containsExactly("DOWNTIME HELD");
        assertThat(reason(stop))
                .startsWith("NO_TARGET Lance no ERP a parada: máquina 01, de 02/03/2026")
                .contains("Enter in ERP the stop: machine 01, from 2026-03-02");
    }

    private String reason(UUID stop) {
        return factory.jdbc()
                .sql("select reason_code || ' ' || reason_text from hub.delivery where public_id = ?")
                .param(delivery(stop, "DOWNTIME"))
                .query(String.class)
                .single();
    }

    @Test
    void unsentStopIsReversedAtOnceAndNeverSent() {
        // given
        UUID stop = report(stop("01", TEN, HALF_PAST));
        ReversalRequest request = new ReversalRequest(stop, "r1", "typed twice");

        // when
        Answer answer = downtimes.reverse(operator, request);

        // then
        assertThat(downtimes.reverse(operator, request)).isEqualTo(answer).isInstanceOf(Answer.Done.class);
        assertThat(deliveries(stop)).containsExactly("DOWNTIME CANCELLED");
        assertThat(look(stop)).isEqualTo("REVERSED -");
        assertRefused(downtimes.reverse(operator, new ReversalRequest(stop, null, "again")), "ALREADY_REVERSED", "id");
        assertRefused(
                downtimes.reverse(operator, new ReversalRequest(stop, "r1", "another")),
                "IDEMPOTENCY_KEY_REUSED",
                "idempotencyKey");
    }

    @Test
    void idThatIsNotTheClientsOwnKindIsRefused() {
        assertRefused(
                downtimes.report(operator, stop(UUID.randomUUID(), "01", "01", TEN, HALF_PAST)), "INVALID_ID", "id");
    }
}
