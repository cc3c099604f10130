package io.esteira.delivery;

import static io.esteira.delivery.DeliveryState.DELIVERED;
import static io.esteira.delivery.DeliveryState.HELD;
import static io.esteira.delivery.DeliveryState.PENDING_IN_ERP;
import static io.esteira.delivery.DeliveryState.REJECTED;
import static io.esteira.delivery.DeliveryState.RETRYING;
import static io.esteira.delivery.DeliveryState.UNCERTAIN;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.delivery.ReadBack.Fate;
import io.esteira.outbox.DeliveryReasons;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what a source says. Only what was surely not executed is sent again by itself; what may have been is read
 * back first, and counts as not executed when the source has not shown it several times in a row, over the time in which a
 * slow transaction might still bring it.
 */
final class Verdicts {

    private static final String KNOWN =
            "O ERP diz que já conhece esta entrega e não mostra registro dela: veja lá o que foi feito da mensagem. Se o "
                    + "apontamento existe, encerre com a chave dele; se não, aponte no ERP e encerre, ou cancele. / "
                    + "The ERP says that it knows this delivery and shows no row of it: see there what became of the message. If "
                    + "the posting is there, close this with its key; if not, post it in the ERP and close this, or cancel.";

    private static final String UNSEEN =
            "O ERP pode manter este apontamento como pendente, e o hub não vê as pendências dele (PCPA138): veja lá. Se foi "
                    + "efetivado, encerre com a chave; se a pendência foi excluída, reenvie. / The ERP may keep this posting as "
                    + "pending, and the hub cannot see what it keeps (PCPA138): look there. If it was finished, close this with "
                    + "its key; if the pending one was deleted, resend it.";

    private final DeliveryProperties properties;

    Verdicts(DeliveryProperties properties) {
        this.properties = properties;
    }

    Verdict ofSend(DeliveryOutcome outcome, int attempts) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered done -> Verdict.delivered("DELIVERED", done.answer(), done.erpKey());
            case DeliveryOutcome.PendingInErp pending ->
                Verdict.pendingInErp(
                        "PENDING_IN_ERP", pending.answer(), pending.pendingKey(), properties.pendingPoll());
            case DeliveryOutcome.Known known ->
                Verdict.uncertain("KNOWN", known.answer(), DeliveryReasons.KNOWN_IN_ERP, 0, properties.readPause());
            case DeliveryOutcome.Rejected no -> Verdict.waiting(REJECTED, "REJECTED", no.text(), no.code());
            case DeliveryOutcome.NotExecuted not -> {
                Duration after = not.retryAfter();
                yield Verdict.later(
                        RETRYING, "NOT_EXECUTED", not.reason(), 0, after == null ? pause(attempts) : granted(after));
            }
            case DeliveryOutcome.Blocked blocked ->
                Verdict.later(RETRYING, Verdict.BLOCKED, blocked.reason(), 0, granted(blocked.retryAfter()));
            case DeliveryOutcome.Uncertain maybe ->
                Verdict.later(UNCERTAIN, "UNCERTAIN", maybe.reason(), 0, properties.readPause());
        };
    }

    /**
     * What a look right after the answer adds to it. What the source took is not sent again whatever is seen; what it refused is
     * there only as the row that carries its reference, of an earlier try that ended late, and may be kept as pending.
     *
     * @param referred what was seen carries the delivery's own reference
     */
    Verdict ofLook(Verdict answered, Fate look, boolean referred) {
        return switch (look) {
            case ReadBack.Found found ->
                answered.state() == REJECTED && !referred
                        ? answered
                        : Verdict.delivered("DELIVERED", answered.detail(), found.erpKey());
            case ReadBack.Pending pending ->
                answered.state() == DELIVERED
                        ? answered
                        : Verdict.pendingInErp(
                                "PENDING_IN_ERP", words(answered), pending.pendingKey(), properties.pendingPoll());
            case ReadBack.Absent absent -> answered;
            case ReadBack.Several several -> answered;
            case ReadBack.Unavailable away -> answered;
        };
    }

    private static String words(Verdict answered) {
        return answered.state() == REJECTED ? answered.reasonCode() + ": " + answered.detail() : answered.detail();
    }

    Verdict ofRead(Fate read, Claim claim) {
        return switch (read) {
            case ReadBack.Found found ->
                Verdict.delivered(
                        "FOUND",
                        found.erpKey() == null ? "read back" : "read back as " + found.erpKey(),
                        found.erpKey());
            case ReadBack.Pending pending ->
                Verdict.pendingInErp(
                        "PENDING_IN_ERP",
                        "pending as " + pending.pendingKey(),
                        pending.pendingKey(),
                        properties.pendingPoll());
            case ReadBack.Several several ->
                Verdict.waiting(HELD, "SEVERAL", several(several.erpKeys()), DeliveryReasons.SEVERAL_IN_ERP);
            case ReadBack.Absent absent -> absent(claim, absent.pendingShown());
            // It says nothing, so the reads in a row begin anew.
            case ReadBack.Unavailable away ->
                claim.state() == PENDING_IN_ERP
                        ? Verdict.later(PENDING_IN_ERP, "UNAVAILABLE", away.reason(), 0, properties.pendingPoll())
                        : Verdict.uncertain("UNAVAILABLE", away.reason(), reason(claim), 0, untilAskedAgain(claim));
        };
    }

    private Verdict absent(Claim claim, boolean pendingShown) {
        int reads = claim.absentReads() + 1;
        if (claim.state() == PENDING_IN_ERP) {
            return !pendingShown
                    ? Verdict.later(PENDING_IN_ERP, Verdict.PENDING_UNSEEN, UNSEEN, 0, properties.pendingPoll())
                    : Verdict.later(PENDING_IN_ERP, "ABSENT", "no longer shown", reads, properties.pendingPoll());
        }
        if (reads < properties.absentReads()) {
            return Verdict.uncertain("ABSENT", "not there", reason(claim), reads, properties.readPause());
        }
        return claim.known()
                ? Verdict.waiting(HELD, "ABSENT", KNOWN, DeliveryReasons.KNOWN_IN_ERP)
                : Verdict.later(RETRYING, "ABSENT", "not there, " + reads + " times in a row", 0, Duration.ZERO);
    }

    /** That the source knows it stays the reason for which it is asked. */
    private static @Nullable String reason(Claim claim) {
        return claim.known() ? DeliveryReasons.KNOWN_IN_ERP : null;
    }

    /** A source that cannot be asked is asked less and less often. */
    private Duration untilAskedAgain(Claim claim) {
        Duration pause = pause(claim.reads());
        return pause.compareTo(properties.readPause()) > 0 ? pause : properties.readPause();
    }

    /** What waits longer than {@link DeliveryProperties#longestPause} would be taken for one whose clock was set back. */
    private static Duration granted(Duration asked) {
        return asked.compareTo(DeliveryProperties.LONGEST_ASKED_FOR) > 0 ? DeliveryProperties.LONGEST_ASKED_FOR : asked;
    }

    private Duration pause(int attempts) {
        List<Duration> retries = properties.retries();
        Duration pause = retries.get(Math.min(Math.max(attempts, 1), retries.size()) - 1);
        long spread = Math.round(pause.toMillis() * properties.jitter());
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(-spread, spread + 1));
    }

    private static String several(List<String> keys) {
        String list = String.join(", ", keys);
        return "O ERP tem registros que podem ser deste apontamento (" + list
                + "): estorne o que sobra e encerre com a chave do que fica; se nenhum é dele, reenvie. / "
                + "The ERP holds rows that may be this posting (" + list
                + "): reverse what is too much and close it with the key of what stays; if none is its own, resend it.";
    }
}
