package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Stops on their way: exactly one effect, or a person is told why not. */
class DowntimeDeliveryTest extends DowntimesOnDatabase {

    @Test
    void reportBecomesOneRowAndIsFoundAtOnce() {
        assertOneRow();
    }

    @Test
    void lostAnswerOfAnExecutedReportStaysOneRow() {
        erp.stops.then(erp.stops::executeAndCut);

        assertOneRow();
    }

    @Test
    void lostAnswerOfAnExecutedReportWithoutAReferenceStaysOneRow() {
        erp.stops.anonymous = true;
        erp.stops.then(erp.stops::executeAndCut);

        assertOneRow();
    }

    @Test
    void lostAnswerOfAReportThatNeverArrivedIsSentAgainAfterItWasReadBack() {
        erp.stops.then(FakeStops::cut);

        assertOneRow();
    }

    private void assertOneRow() {
        // when
        UUID stop = reportUntil("DELIVERED");

        // then
        assertThat(erp.stops.reports).singleElement().satisfies(row -> {
            assertThat(row.stop().startedAt()).isEqualTo(TEN);
            assertThat(row.stop().endedAt()).isEqualTo(HALF_PAST);
            assertThat(row.stop().reference()).isEqualTo(reference(stop));
        });
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP -");
    }

    @Test
    void messageThatTheErpKnowsAndShowsNoRowOfWaitsForAPerson() {
        // given
        erp.stops.then(FakeStops::know);

        // when
        reportUntil("HELD");

        // then
        assertThat(erp.stops.reports).isEmpty();
    }

    @Test
    void refusalWaitsForAPersonWhoResendsOrCancels() {
        // given
        erp.stops.then(FakeStops::refuse);
        UUID stop = reportUntil("REJECTED");

        // when
        DeskAnswer answer = desk.resend(it, delivery(stop, "DOWNTIME"), null, null);

        // then
        assertThat(answer).isInstanceOfSatisfying(DeskAnswer.Done.class, done -> {
            assertThat(done.downtimeId()).isNotNull();
            assertThat(done.postingId()).isNull();
        });
        awaitDeliveries(stop, "DOWNTIME DELIVERED");
        assertThat(erp.stops.reports).hasSize(1);
    }

    @Test
    void cancelledReportTakesItsStopAlong() {
        // given
        erp.stops.then(FakeStops::refuse);
        UUID stop = reportUntil("REJECTED");

        // when
        DeskAnswer answer = desk.cancel(it, delivery(stop, "DOWNTIME"), "there was none");

        // then
        assertThat(answer).isInstanceOf(DeskAnswer.Done.class);
        assertThat(look(stop)).isEqualTo("REVERSED -");
        assertThat(desk.cancel(it, delivery(stop, "DOWNTIME"), "again")).isInstanceOf(DeskAnswer.Done.class);
    }

    @Test
    void reversalFollowsItsReportAndEndsTheStop() {
        // given
        UUID stop = reportUntil("DELIVERED");

        // when
        Answer answer = downtimes.reverse(operator, new ReversalRequest(stop, "r", "wrong machine"));

        // then
        assertThat(answer).isInstanceOf(Answer.Done.class);
        awaitDeliveries(stop, "DOWNTIME DELIVERED", "REVERSAL DELIVERED");
        assertThat(look(stop)).isEqualTo("REVERSED -");
        assertThat(erp.stops.reversals).singleElement().satisfies(row -> {
            assertThat(Objects.requireNonNull(row.stop().reverses()).erpKey()).isEqualTo("S1");
            assertThat(Objects.requireNonNull(row.stop().reverses()).reference())
                    .isEqualTo(reference(stop));
        });
    }

    @Test
    void lostAnswerOfAReversalIsOneReversal() {
        // given
        UUID stop = reportUntil("DELIVERED");
        erp.stops.then(erp.stops::executeAndCut);

        // when
        downtimes.reverse(operator, new ReversalRequest(stop, null, "wrong machine"));

        // then
        awaitDeliveries(stop, "DOWNTIME DELIVERED", "REVERSAL DELIVERED");
        assertThat(erp.stops.reversals).hasSize(1);
    }

    @Test
    void reversalThatNoServiceMakesIsHeldAndMayBeClosedByHandOrWithdrawn() {
        // given
        erp.stops.reversing = new Capability.Held("Reverse it.", "Estorne.");
        UUID stop = reportUntil("DELIVERED");
        downtimes.reverse(operator, new ReversalRequest(stop, null, "wrong machine"));
        assertThat(deliveries(stop)).containsExactly("DOWNTIME DELIVERED", "REVERSAL HELD");

        // when
        desk.cancel(it, delivery(stop, "REVERSAL"), "it was right");
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP -");
        downtimes.reverse(operator, new ReversalRequest(stop, null, "it was wrong"));
        assertThat(deliveries(stop)).containsExactly("DOWNTIME DELIVERED", "REVERSAL HELD");
        DeskAnswer closed = desk.closeByHand(it, delivery(stop, "REVERSAL"), null, "done in MATA682");

        // then
        assertThat(closed).isInstanceOf(DeskAnswer.Done.class);
        assertThat(look(stop)).isEqualTo("REVERSED -");
    }

    @Test
    void reversalThatItsServiceKeepsRefusingIsClosedByHandAndLaterStopsOfTheMachineGo() {
        // given
        UUID stop = reportUntil("DELIVERED");
        erp.stops.then(FakeStops::block);
        downtimes.reverse(operator, new ReversalRequest(stop, null, "wrong machine"));
        awaitDeliveries(stop, "DOWNTIME DELIVERED", "REVERSAL RETRYING");
        UUID later = report(stop("01", HALF_PAST, HALF_PAST.plusSeconds(600)));

        // when
        DeskAnswer closed = desk.closeByHand(it, delivery(stop, "REVERSAL"), null, "done in SIGASFC");

        // then
        assertThat(closed).isInstanceOf(DeskAnswer.Done.class);
        assertThat(look(stop)).isEqualTo("REVERSED -");
        awaitDeliveries(later, "DOWNTIME DELIVERED");
        assertThat(erp.stops.reversals).isEmpty();
    }

    @Test
    void whatIsNotSettledCannotBeReversed() {
        // given
        erp.stops.then(FakeStops::cut);
        UUID stop = report(stop("01", TEN, HALF_PAST));
        hub.get(DeliveryStore.class).claimSends("protheus", Set.of(company.id()), 5, Duration.ofSeconds(30));
        assertThat(deliveries(stop)).containsExactly("DOWNTIME SENDING");

        // then
        assertRefused(downtimes.reverse(operator, new ReversalRequest(stop, null, "x")), "NOT_SETTLED", "id");
    }

    @Test
    void stopsOfAMachineGoInTheirOrderAndOneAtATime() {
        // given
        UUID first = report(stop("01", TEN, HALF_PAST));
        UUID second = report(stop("01", HALF_PAST, HALF_PAST.plusSeconds(600)));
        UUID other = report(stop("02", TEN, HALF_PAST));
        DeliveryStore store = hub.get(DeliveryStore.class);

        // when
        List<Claim> claims = store.claimSends("protheus", Set.of(company.id()), 5, Duration.ofSeconds(30));

        // then
        assertThat(claims).hasSize(2).allMatch(claim -> !claim.subject().isPosting());
        assertThat(deliveries(first)).containsExactly("DOWNTIME SENDING");
        assertThat(deliveries(other)).containsExactly("DOWNTIME SENDING");
        assertThat(deliveries(second)).containsExactly("DOWNTIME PENDING");
        assertThat(store.claimSends("protheus", Set.of(company.id()), 5, Duration.ofSeconds(30)))
                .isEmpty();
    }

    @Test
    void stopsArePassedOverForOneTurnWherePostingsTakeAllLanes() {
        // given
        factory.order(company, "protheus", "1", "100");
        factory.order(company, "protheus", "2", "100");
        post("1", "5");
        post("2", "5");
        UUID stop = report(stop("01", TEN, HALF_PAST));
        DeliveryStore store = hub.get(DeliveryStore.class);

        // when
        List<Claim> first = store.claimSends("protheus", Set.of(company.id()), 1, Duration.ofSeconds(30));
        List<Claim> next = store.claimSends("protheus", Set.of(company.id()), 1, Duration.ofSeconds(30));

        // then
        assertThat(first).singleElement().matches(claim -> claim.subject().isPosting());
        assertThat(next).singleElement().matches(claim -> !claim.subject().isPosting());
        assertThat(deliveries(stop)).containsExactly("DOWNTIME SENDING");
    }

    @Test
    void stopsComeFirstForOneTurnOnly() {
        // given
        for (String order : List.of("1", "2", "3")) {
            factory.order(company, "protheus", order, "100");
            post(order, "5");
        }
        report(stop("01", TEN, HALF_PAST));
        report(stop("01", HALF_PAST, HALF_PAST.plusSeconds(600)));
        assertThat(claim(1)).containsExactly("posting");

        // when
        List<String> kept = claim(2);
        report(stop("02", TEN, HALF_PAST));

        // then
        assertThat(kept).containsExactlyInAnyOrder("posting", "stop");
        assertThat(claim(1)).containsExactly("posting");
        assertThat(claim(1)).containsExactly("stop");
    }

    @Test
    void stopsOfACompanyThatIsServedNoMoreKeepNothingBack() {
        // given
        for (String order : List.of("1", "2")) {
            factory.order(company, "protheus", order, "100");
            post(order, "5");
        }
        UUID left = report(stop("02", TEN, HALF_PAST));
        factory.jdbc()
                .sql("update hub.delivery set company_id = ? where public_id = ?")
                .params(factory.company("LEFT" + company.code()).id(), delivery(left, "DOWNTIME"))
                .update();

        // when
        List<String> first = claim(1);
        report(stop("01", TEN, HALF_PAST));

        // then
        assertThat(first).containsExactly("posting");
        assertThat(claim(1)).containsExactly("posting");
        assertThat(claim(1)).containsExactly("stop");
        assertThat(deliveries(left)).containsExactly("DOWNTIME PENDING");
    }

    /** What one turn takes up. */
    private List<String> claim(int most) {
        return hub
                .get(DeliveryStore.class)
                .claimSends("protheus", Set.of(company.id()), most, Duration.ofSeconds(30))
                .stream()
                .map(claim -> claim.subject().isPosting() ? "posting" : "stop")
                .toList();
    }

    @Test
    void leaseThatEndsMakesAStopUncertainAndNeverPending() {
        // given
        UUID stop = report(stop("01", TEN, HALF_PAST));
        DeliveryStore store = hub.get(DeliveryStore.class);
        Claim lost = store.claimSends("protheus", Set.of(company.id()), 5, Duration.ofMillis(50))
                .getFirst();
        erp.stops.execute((io.esteira.adapter.delivery.DowntimeOrder) lost.consignment());

        // when
        startWorker();

        // then
        awaitDeliveries(stop, "DOWNTIME DELIVERED");
        assertThat(erp.stops.reports).hasSize(1);
    }

    @Test
    void closingByHandWithTheRowOfAnotherStopIsRefused() {
        // given
        reportUntil("DELIVERED");
        erp.stops.capability = new Capability.Held("Enter it.", "Lance.");
        UUID held = report(stop("01", HALF_PAST, HALF_PAST.plusSeconds(600)));

        // then
        assertRefused(desk.closeByHand(it, delivery(held, "DOWNTIME"), "S1", "typed"), "ERP_KEY_TAKEN");
        assertThat(desk.closeByHand(it, delivery(held, "DOWNTIME"), "S9", "typed"))
                .isInstanceOf(DeskAnswer.Done.class);
        assertThat(look(held)).isEqualTo("ACCEPTED in ERP -");
    }

    @Test
    void correctionsAreForPostings() {
        // given
        erp.stops.then(FakeStops::refuse);
        UUID stop = reportUntil("REJECTED");

        // when
        DeskAnswer answer = desk.resend(
                it,
                delivery(stop, "DOWNTIME"),
                new io.esteira.production.PostingCorrection(null, null, null, "x", null, null, null),
                null);

        // then
        assertRefused(answer, "NOT_CORRECTABLE");
    }
}
