package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.production.PostingCorrection;
import io.esteira.support.Draft;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDeskTest extends DeliveriesOnDatabase {

    private static final PostingCorrection JOSE = new PostingCorrection(null, null, null, "jose", null, null, null);

    @Test
    void refusedDeliveryIsCorrectedReadBackAndSentOnceEvenByTwoClicks() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "REJECTED");

        assertThat(desk.resend(it, delivery, JOSE, null)).isInstanceOf(DeskAnswer.Done.class);
        DeskAnswer secondClick = desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger)
                .singleElement()
                .satisfies(row -> assertThat(row.order().operator()).isEqualTo("jose"));
        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)))
                .containsExactly("send", "read", "send", "read");
        assertThat(secondClick).isNotNull();
        assertThat(audit()).containsOnlyOnce("delivery.resend");
        assertThat(factory.jdbc()
                        .sql(
                                "select detail ->> 'corrected' <> '[]' from hub.audit_entry where action = 'delivery.resend' and company_id = ?")
                        .param(company.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"REJECTED, A680OPER, 1", "HELD, KNOWN_IN_ERP, 3", "HELD, SEVERAL_IN_ERP, 3", "PENDING_IN_ERP, , 3"})
    void whatTheErpMayHaveIsLookedForAsOftenAsAfterALostAnswerBeforeItIsSentAgain(
            String state, @Nullable String reason, int looks) {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        factory.jdbc()
                .sql("update hub.delivery set state = ?, reason_code = ? where order_id = ?")
                .params(Arrays.asList(state, reason, order))
                .update();

        desk.resend(it, delivery, null, null);
        startWorker();

        awaitStates(order, "DELIVERED");
        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)).takeWhile("read"::equals))
                .hasSize(looks);
    }

    @Test
    void aCorrectionIsKeptWithWhoWhyAndWhatItChanged() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "REJECTED");

        desk.resend(it, delivery, JOSE, "código antigo do operador");
        awaitStates(order, "DELIVERED");

        assertThat(factory.jdbc().sql("""
                        select e.kind || ' ' || e.decided_by || ' ' || e.reason || ' ' || (c ->> 'path') || ' ' || (c ->> 'before') || ' ' || (c ->> 'after')
                          from hub.delivery_decision e cross join jsonb_array_elements(e.changes) c
                          join hub.delivery d on d.id = e.delivery_id and d.public_id = ?
                        """).param(delivery).query(String.class).list())
                .containsExactly("RESEND " + it.name() + " código antigo do operador /operator \"maria\" \"jose\"");
    }

    @Test
    void eachTryKeepsWhatItSentWithoutPersons() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        startWorker();
        awaitStates(order, "DELIVERED");

        assertThat(factory.jdbc()
                        .sql(
                                "select a.kind || ' ' || coalesce(a.request, '-') from hub.delivery_attempt a join hub.delivery d on d.id = a.delivery_id where d.order_id = ? order by a.id")
                        .param(order)
                        .query(String.class)
                        .list())
                .first()
                .isEqualTo("SEND POST good 10");
    }

    @Test
    void correctionOfWhatCompletesAStepOpensTheStepAgain() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        UUID delivery = post(Draft.of(company.code(), "1", "10").completing());
        startWorker();
        awaitStates(order, "REJECTED");
        assertThat(factory.step(order, 10)).containsEntry("status", "COMPLETED");

        desk.resend(it, delivery, new PostingCorrection(null, null, null, null, null, null, false), null);

        assertThat(factory.step(order, 10)).containsEntry("status", "IN_PROGRESS");
        post("1", "5");
        awaitStates(order, "DELIVERED", "DELIVERED");
    }

    @Test
    void heldDeliveryTellsInEachLanguageWhyItIsNotResendable() {
        factory.order(company, "csw", "1", "100");
        UUID delivery = post("1", "10");

        assertThat(desk.resend(it, delivery, null, null)).isInstanceOfSatisfying(DeskAnswer.Refused.class, refused -> {
            assertThat(refused.refusal().message()).startsWith("Post in CSW").doesNotContain("Aponte");
            assertThat(refused.refusal().messagePt())
                    .startsWith("Aponte no CSW")
                    .doesNotContain("Post");
        });
    }

    @Test
    void refusalThatLeftAPendingRowIsNotResentBlindly() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.keepPending(sent);
            return FakeErp.refuse(sent);
        });
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "REJECTED");

        desk.resend(it, delivery, null, null);

        awaitStates(order, "PENDING_IN_ERP");
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(1);
    }

    @Test
    void pendingRowThatTheErpNoLongerHasIsSentAgainOnRequestAfterAllReads() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::keepPending);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "PENDING_IN_ERP");
        erp.pending.clear();

        desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void cancelledDeliveryTakesItsPostingOutOfTheTotals() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        assertStep(order, "0", "10");

        assertThat(desk.cancel(it, delivery, "typed twice")).isInstanceOf(DeskAnswer.Done.class);
        assertThat(desk.cancel(it, delivery, "typed twice")).isInstanceOf(DeskAnswer.Done.class);

        assertThat(states(order)).containsExactly("CANCELLED");
        assertThat(factory.postings(order).getFirst())
                .containsEntry("state", "REVERSED")
                .containsEntry("reversal_reason", "typed twice");
        assertStep(order, "0", "0");
        assertThat(audit()).containsOnlyOnce("delivery.cancel");
        startWorker();
        assertThat(erp.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDING", "UNCERTAIN", "PENDING_IN_ERP", "DELIVERED"})
    void whatMayBeInTheErpCannotBeCancelled(String state) {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        factory.jdbc()
                .sql("update hub.delivery set state = ? where order_id = ?")
                .params(state, order)
                .update();

        assertRefused(desk.cancel(it, delivery, "x"), "NOT_CANCELLABLE");
        assertThat(factory.postings(order).getFirst()).containsEntry("state", "ACCEPTED");
    }

    @Test
    void aPendingPostingThatTheHubCannotSeeIsForAPersonWhoLooksThere() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.showsPending = false;
        erp.then(erp::keepPending);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "PENDING_IN_ERP");
        await().until(() -> reads() > 5);

        assertThat(hub.alerts().open()).isNotEmpty().allSatisfy(alert -> assertThat(alert.toString())
                .startsWith("delivery.pending_unseen"));
        assertRefused(desk.cancel(it, delivery, "x"), "NOT_CANCELLABLE");
        assertThat(states(order)).containsExactly("PENDING_IN_ERP");
        erp.finishPending();
        awaitStates(order, "DELIVERED");
        await().until(() -> hub.alerts().open().isEmpty());
    }

    @Test
    void eachTryThatWasSurelyNotExecutedIsCounted() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::away).then(FakeErp::refuse);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "REJECTED");

        desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger)
                .singleElement()
                .satisfies(row -> assertThat(row.order().refusals()).isEqualTo(2));
    }

    /** It may still be under way when the next try meets nobody: only a refusal by the business shows that it is not. */
    @Test
    void whatMayHaveBeenExecutedKeepsItsCountUntilItIsRefused() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut).then(FakeErp::away).then(FakeErp::cut).then(FakeErp::refuse);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "REJECTED");

        desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger)
                .singleElement()
                .satisfies(row -> assertThat(row.order().refusals()).isOne());
    }

    private long reads() {
        return erp.calls.stream().filter(call -> call.startsWith("read")).count();
    }

    @Test
    void pendingPostingThatVanishedFromTheErpMayBeCancelled() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::keepPending);
        UUID delivery = post("1", "10");
        startWorker();
        awaitStates(order, "PENDING_IN_ERP");
        erp.pending.clear();
        await().until(() -> !hub.alerts().open().isEmpty());
        assertThat(hub.alerts().open()).singleElement().asString().startsWith("delivery.pending_vanished");

        assertThat(desk.cancel(it, delivery, "deleted in Protheus")).isInstanceOf(DeskAnswer.Done.class);

        assertThat(states(order)).containsExactly("CANCELLED");
        assertThat(audit()).containsOnlyOnce("delivery.cancel");
        assertStep(order, "0", "0");
        await().until(() -> hub.alerts().open().isEmpty());
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(1);
    }

    @Test
    void cancelledPostingThatTheErpShowsAfterAllCountsAgain() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        desk.cancel(it, delivery, "given up");

        merging().merge(company, "protheus", NOW, Merging.row("R9", "1", 10, TODAY, "10", "0", reference, false));

        assertStep(order, "10", "0");
        assertThat(states(order)).containsExactly("DELIVERED");
    }

    @Test
    void correctionOfWhatMayHaveBeenExecutedIsRefused() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        move(order, "UNCERTAIN");

        assertRefused(desk.resend(it, delivery, JOSE, null), "NOT_CORRECTABLE");
        assertThat(desk.resend(it, delivery, null, null)).isInstanceOf(DeskAnswer.Done.class);
        assertThat(states(order)).containsExactly("UNCERTAIN");
    }

    @Test
    void correctionIntoTheFutureIsRefusedAndNothingIsResent() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        move(order, "REJECTED");

        assertRefused(
                desk.resend(
                        it,
                        delivery,
                        new PostingCorrection(
                                java.time.LocalDate.parse("2026-03-03"), null, null, null, null, null, null),
                        null),
                "INVALID_DATE");
        assertThat(states(order)).containsExactly("REJECTED");
    }

    @Test
    void heldDeliveryOfASourceWithoutTargetIsNotResendable() {
        factory.order(company, "csw", "1", "100");
        UUID delivery = post("1", "10");

        assertRefused(desk.resend(it, delivery, null, null), "NOT_RESENDABLE");
    }

    @Test
    void deskIsForItAndShowsNothingOfOtherCompanies() {
        factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");
        Company other = factory.company("X-" + company.code());

        assertRefused(desk.cancel(operator, delivery, "x"), "FORBIDDEN");
        assertRefused(desk.cancel(Hub.caller(Set.of(Role.IT), other), delivery, "x"), "DELIVERY_NOT_FOUND");
    }

    @Test
    void reversalIsDeliveredAfterItsPostingAndEndsIt() {
        long order = factory.order(company, "protheus", "1", "100");
        Draft draft = Draft.of(company.code(), "1", "10");
        post(draft);
        startWorker();
        awaitStates(order, "DELIVERED");

        postings.reverse(operator, new ReversalRequest(draft.posting().id(), null, "wrong order"));

        awaitStates(order, "DELIVERED", "DELIVERED");
        FakeErp.Row reversal = erp.ledger.getLast();
        assertThat(reversal.order().reverses()).satisfies(reverses -> {
            assertThat(reverses).isNotNull();
            assertThat(reverses.erpKey()).isEqualTo("R1");
            assertThat(reverses.reference()).isEqualTo(erp.ledger.getFirst().reference());
        });
        assertThat(factory.postings(order).getFirst())
                .containsEntry("state", "REVERSED")
                .containsEntry("reversal_reason", "wrong order");
        assertStep(order, "0", "0");
    }

    @Test
    void reversalThatTheTargetCannotDoIsHeldAndMayBeWithdrawnAndAskedForAgain() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.reversals = new Capability.Held("Reverse it in MATA681", "Estorne em MATA681");
        Draft draft = Draft.of(company.code(), "1", "10");
        post(draft);
        startWorker();
        awaitStates(order, "DELIVERED");
        ReversalRequest request = new ReversalRequest(draft.posting().id(), null, "wrong");
        postings.reverse(operator, request);
        assertThat(factory.deliveries(order).getLast())
                .containsEntry("state", "HELD")
                .containsEntry("reason_text", "Estorne em MATA681 / Reverse it in MATA681");
        assertStep(order, "10", "-10");

        desk.cancel(it, lastDelivery(order), "was right");
        assertStep(order, "10", "0");

        assertThat(postings.reverse(operator, request)).isInstanceOf(Answer.Done.class);
        assertThat(states(order)).containsExactly("DELIVERED", "HELD");
        assertStep(order, "10", "-10");
    }

    private void move(long order, String state) {
        factory.jdbc()
                .sql("update hub.delivery set state = ? where order_id = ?")
                .params(state, order)
                .update();
    }

    private UUID lastDelivery(long order) {
        return factory.jdbc()
                .sql("select public_id from hub.delivery where order_id = ? order by id desc limit 1")
                .param(order)
                .query(UUID.class)
                .single();
    }

    private List<String> audit() {
        return factory.jdbc()
                .sql("select action from hub.audit_entry where company_id = ? order by id")
                .param(company.id())
                .query(String.class)
                .list();
    }
}
