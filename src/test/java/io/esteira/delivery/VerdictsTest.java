package io.esteira.delivery;

import static io.esteira.delivery.DeliveryState.DELIVERED;
import static io.esteira.delivery.DeliveryState.HELD;
import static io.esteira.delivery.DeliveryState.PENDING_IN_ERP;
import static io.esteira.delivery.DeliveryState.REJECTED;
import static io.esteira.delivery.DeliveryState.RETRYING;
import static io.esteira.delivery.DeliveryState.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.outbox.SubjectKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When something is sent again, and when never: three looks over 30 s have to miss it, pauses are 1, 30 and 60 s. */
class VerdictsTest {

    private static final Verdicts VERDICTS = verdicts(0);
    private static final DowntimeOrder STOP = new DowntimeOrder(
            UUID.randomUUID(),
            "MATRIZ",
            ZoneOffset.UTC,
            "R",
            "T1",
            "01",
            false,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0);

    private static Verdicts verdicts(double jitter) {
        return new Verdicts(new DeliveryProperties(
                1,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                jitter,
                10,
                3,
                Duration.ofSeconds(30),
                Duration.ofMinutes(7),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10)));
    }

    private static Claim claim(DeliveryState state, int absentReads, boolean known) {
        return claim(state, absentReads, 1, known);
    }

    private static Claim claim(DeliveryState state, int absentReads, int reads, boolean known) {
        return new Claim(
                1,
                "protheus",
                (short) 1,
                new Subject(SubjectKind.DOWNTIME, 1, 1),
                false,
                state,
                1,
                1,
                absentReads,
                reads,
                known,
                null,
                null,
                Deadline.in(Duration.ofMinutes(1)),
                STOP);
    }

    private static Verdict look(ReadBack.Fate seen, DeliveryState state, int absentReads) {
        return VERDICTS.ofRead(seen, claim(state, absentReads, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 30", "3, 60", "40, 60"})
    void whatWasSurelyNotExecutedIsSentAgainLaterAndLater(int attempts, int seconds) {
        Verdict verdict = VERDICTS.ofSend(new DeliveryOutcome.NotExecuted("connection refused", null), attempts);

        assertThat(verdict.state()).isEqualTo(RETRYING);
        assertThat(verdict.next()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aSourceThatSaysWhenToComeBackIsBelieved() {
        Duration said = Duration.ofSeconds(17);

        assertThat(VERDICTS.ofSend(new DeliveryOutcome.NotExecuted("busy", said), 1)
                        .next())
                .isEqualTo(said);
        assertThat(VERDICTS.ofSend(new DeliveryOutcome.Blocked("no such service", said), 1)
                        .next())
                .isEqualTo(said);
    }

    @Test
    void noSourceIsWaitedForLongerThanAnHour() {
        Duration said = Duration.ofHours(12);

        assertThat(VERDICTS.ofSend(new DeliveryOutcome.NotExecuted("busy", said), 1)
                        .next())
                .isEqualTo(Duration.ofHours(1));
        assertThat(VERDICTS.ofSend(new DeliveryOutcome.Blocked("no such service", said), 1)
                        .next())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void pausesSpreadByTheirShareSoThatNotAllComeBackAtOnce() {
        Verdicts spread = verdicts(0.2);

        List<Long> pauses = IntStream.range(0, 2_000)
                .mapToObj(n -> spread.ofSend(new DeliveryOutcome.NotExecuted("away", null), 2)
                        .next()
                        .toMillis())
                .toList();

        assertThat(pauses).allMatch(pause -> pause >= 24_000 && pause <= 36_000);
        assertThat(pauses).anyMatch(pause -> pause < 26_000).anyMatch(pause -> pause > 34_000);
    }

    static Stream<DeliveryOutcome> unclear() {
        return Stream.of(new DeliveryOutcome.Uncertain("no answer"), new DeliveryOutcome.Known("had it before"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatMayHaveBeenExecutedIsLookedForBeforeAnythingElse(DeliveryOutcome outcome) {
        Verdict verdict = VERDICTS.ofSend(outcome, 1);

        assertThat(verdict.state()).isEqualTo(UNCERTAIN);
        assertThat(verdict.next()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void onlyTheThirdLookInARowThatMissesItHasItSentAgain() {
        Verdict first = look(new ReadBack.Absent(), UNCERTAIN, 0);
        Verdict second = look(new ReadBack.Absent(), UNCERTAIN, first.absentReads());
        Verdict third = look(new ReadBack.Absent(), UNCERTAIN, second.absentReads());

        assertThat(Stream.of(first, second, third).map(Verdict::state)).containsExactly(UNCERTAIN, UNCERTAIN, RETRYING);
        assertThat(Stream.of(first, second).map(Verdict::next)).containsOnly(Duration.ofSeconds(10));
        assertThat(third.next()).isZero();
        assertThat(third.absentReads())
                .as("the next lost answer is looked for as often")
                .isZero();
    }

    @Test
    void aLookThatSaysNothingBreaksTheRow() {
        Verdict verdict = look(new ReadBack.Unavailable("away"), UNCERTAIN, 2);

        assertThat(verdict.state()).isEqualTo(UNCERTAIN);
        assertThat(verdict.absentReads()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 30", "3, 60", "40, 60"})
    void aSourceThatCannotBeAskedIsAskedLessAndLessOften(int reads, int seconds) {
        Claim claim = claim(UNCERTAIN, 0, reads, false);

        assertThat(VERDICTS.ofRead(new ReadBack.Unavailable("away"), claim).next())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatTheSourceKnowsAndDoesNotShowIsNeverSentAgain() {
        Claim known = claim(UNCERTAIN, 1, true);

        Verdict second = VERDICTS.ofRead(new ReadBack.Absent(), known);
        Verdict third = VERDICTS.ofRead(new ReadBack.Absent(), claim(UNCERTAIN, second.absentReads(), true));

        assertThat(second.state()).isEqualTo(UNCERTAIN);
        assertThat(second.reasonCode()).as("so that it stays known").isEqualTo(DeliveryReasons.KNOWN_IN_ERP);
        assertThat(third.state()).isEqualTo(HELD);
        assertThat(VERDICTS.ofRead(new ReadBack.Unavailable("away"), known).reasonCode())
                .isEqualTo(DeliveryReasons.KNOWN_IN_ERP);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 3", "50, 51"})
    void whatWasPendingIsNeverSentAgainHoweverOftenItIsMissed(int before, int after) {
        Verdict verdict = look(new ReadBack.Absent(), PENDING_IN_ERP, before);

        assertThat(verdict.state()).isEqualTo(PENDING_IN_ERP);
        assertThat(verdict.absentReads()).isEqualTo(after);
        assertThat(verdict.next()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aPendingRowIsMissedByNoLookThatCannotSeeIt() {
        assertThat(look(new ReadBack.Absent(false), PENDING_IN_ERP, 2).absentReads())
                .isZero();
        assertThat(look(new ReadBack.Unavailable("away"), PENDING_IN_ERP, 2))
                .satisfies(verdict -> assertThat(verdict.absentReads()).isZero())
                .extracting(Verdict::state)
                .isEqualTo(PENDING_IN_ERP);
    }

    @Test
    void aRowThatIsSeenEndsItUnderItsKey() {
        assertThat(look(new ReadBack.Found("SH6/7"), UNCERTAIN, 2))
                .extracting(Verdict::state, Verdict::erpKey)
                .containsExactly(DELIVERED, "SH6/7");
        assertThat(look(new ReadBack.Several(List.of("SH6/7", "SH6/8")), UNCERTAIN, 0))
                .extracting(Verdict::state, Verdict::reasonCode)
                .containsExactly(HELD, DeliveryReasons.SEVERAL_IN_ERP);
    }

    static Stream<ReadBack.Fate> fates() {
        return Stream.of(
                new ReadBack.Found("R1"),
                new ReadBack.Pending("P1"),
                new ReadBack.Absent(),
                new ReadBack.Several(List.of("R1", "R2")),
                new ReadBack.Unavailable("away"));
    }

    @ParameterizedTest
    @MethodSource("fates")
    void whatTheSourceTookIsNotSentAgainWhateverIsSeenRightAfter(ReadBack.Fate seen) {
        Verdict taken = VERDICTS.ofSend(new DeliveryOutcome.Delivered(null, "ok"), 1);
        Verdict pending = VERDICTS.ofSend(new DeliveryOutcome.PendingInErp(null, "ok"), 1);

        assertThat(VERDICTS.ofLook(taken, seen, true).state()).isEqualTo(DELIVERED);
        assertThat(VERDICTS.ofLook(pending, seen, true).state())
                .isEqualTo(seen instanceof ReadBack.Found ? DELIVERED : PENDING_IN_ERP);
    }

    @ParameterizedTest
    @MethodSource("fates")
    void whatWasRefusedIsThereOnlyByItsReferenceOrAsPending(ReadBack.Fate seen) {
        Verdict refused = VERDICTS.ofSend(new DeliveryOutcome.Rejected("A680OPER", "operador inexistente"), 2);

        assertThat(VERDICTS.ofLook(refused, seen, false).state())
                .isEqualTo(seen instanceof ReadBack.Pending ? PENDING_IN_ERP : REJECTED);
        assertThat(VERDICTS.ofLook(refused, seen, true).state())
                .isEqualTo(
                        switch (seen) {
                            case ReadBack.Found found -> DELIVERED;
                            case ReadBack.Pending row -> PENDING_IN_ERP;
                            default -> REJECTED;
                        });
    }

    @Test
    void anErrorPageThatCameInsteadOfAnAnswerIsKeptInPart() {
        DeliveryOutcome whole = new DeliveryOutcome.Uncertain("x".repeat(2_000));
        DeliveryOutcome page = new DeliveryOutcome.Uncertain("x".repeat(2_001));

        assertThat(VERDICTS.ofSend(whole, 1).detail()).isEqualTo("x".repeat(2_000));
        assertThat(VERDICTS.ofSend(page, 1).detail()).isEqualTo("x".repeat(1_999) + "…");
    }
}
