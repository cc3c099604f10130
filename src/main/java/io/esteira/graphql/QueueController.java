package io.esteira.graphql;

import io.esteira.graphql.DowntimeController.ReportDowntimeInput;
import io.esteira.graphql.DowntimeController.ReportDowntimePayload;
import io.esteira.graphql.DowntimeController.ReverseDowntimeInput;
import io.esteira.graphql.DowntimeController.ReverseDowntimePayload;
import io.esteira.graphql.PlanController.DelayPayload;
import io.esteira.graphql.PlanController.JustifyDelayInput;
import io.esteira.graphql.PostingController.PostProductionPayload;
import io.esteira.graphql.PostingController.ReversePostingPayload;
import io.esteira.graphql.PostingInputs.PostProductionInput;
import io.esteira.graphql.PostingInputs.ReversePostingInput;
import io.esteira.outbox.RequestTexts;
import io.esteira.planning.PlanningTexts;
import io.esteira.platform.Refusal;
import io.esteira.query.ReadRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** What apps have queued while they were offline, done in order by the mutations that there are. */
@Controller
class QueueController {

    private static final int MOST = 100;

    /** Exactly one is there. */
    record QueuedOperation(
            @Nullable PostProductionInput postProduction,
            @Nullable ReversePostingInput reversePosting,
            @Nullable ReportDowntimeInput reportDowntime,
            @Nullable ReverseDowntimeInput reverseDowntime,
            @Nullable JustifyDelayInput justifyDelay) {

        Object given() {
            return Stream.of(postProduction, reversePosting, reportDowntime, reverseDowntime, justifyDelay)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
        }
    }

    enum OnRefusal {
        GO_ON,
        STOP
    }

    enum QueuedStatus {
        DONE,
        REFUSED,
        NOT_TRIED
    }

    record ReplayQueuePayload(List<QueuedAnswer> answers) {}

    /** Rows are read by the engine, by their internal ids. */
    record QueuedAnswer(
            QueuedStatus status,
            @Nullable Long postingId,
            @Nullable Long orderId,
            @Nullable Long downtimeId,
            @Nullable Long justificationId,
            @Nullable Long deliveryId,
            @Nullable Refusal refusal) {

        static final QueuedAnswer NOT_TRIED =
                new QueuedAnswer(QueuedStatus.NOT_TRIED, null, null, null, null, null, null);

        static QueuedAnswer posting(long posting, @Nullable Long order, @Nullable Long delivery) {
            return new QueuedAnswer(QueuedStatus.DONE, posting, order, null, null, delivery, null);
        }

        static QueuedAnswer downtime(long downtime, @Nullable Long delivery) {
            return new QueuedAnswer(QueuedStatus.DONE, null, null, downtime, null, delivery, null);
        }

        static QueuedAnswer justification(long justification) {
            return new QueuedAnswer(QueuedStatus.DONE, null, null, null, justification, null, null);
        }

        static QueuedAnswer refused(Refusal refusal) {
            return new QueuedAnswer(QueuedStatus.REFUSED, null, null, null, null, null, refusal);
        }
    }

    private final PostingController postings;
    private final DowntimeController downtimes;
    private final PlanController plans;

    QueueController(PostingController postings, DowntimeController downtimes, PlanController plans) {
        this.postings = postings;
        this.downtimes = downtimes;
        this.plans = plans;
    }

    @MutationMapping
    ReplayQueuePayload replayQueue(@Argument List<QueuedOperation> operations, @Argument OnRefusal onRefusal) {
        if (operations.size() > MOST) {
            throw ReadRefused.badInput("A queue is sent in parts of at most " + MOST + " operations.");
        }
        List<QueuedAnswer> answers = new ArrayList<>();
        boolean stopped = false;
        for (QueuedOperation operation : operations) {
            QueuedAnswer answer = stopped ? QueuedAnswer.NOT_TRIED : answer(carryOut(operation));
            answers.add(answer);
            stopped |= onRefusal == OnRefusal.STOP && answer.status() == QueuedStatus.REFUSED;
        }
        return new ReplayQueuePayload(answers);
    }

    /** The answer of the mutation that the operation is. What has no key cannot be repeated without harm. */
    private Object carryOut(QueuedOperation operation) {
        return switch (operation.given()) {
            case PostProductionInput input -> postings.settle(input);
            case ReversePostingInput input when input.idempotencyKey() == null -> RequestTexts.noKey();
            case ReversePostingInput input -> postings.settle(input);
            case ReportDowntimeInput input -> downtimes.settle(input);
            case ReverseDowntimeInput input when input.idempotencyKey() == null -> RequestTexts.noKey();
            case ReverseDowntimeInput input -> downtimes.settle(input);
            case JustifyDelayInput input when input.id() == null -> PlanningTexts.notVersion7();
            case JustifyDelayInput input -> plans.justifyDelay(input);
            default -> throw new IllegalStateException("no operation of a queue: " + operation);
        };
    }

    private static QueuedAnswer answer(Object answer) {
        return switch (answer) {
            case PostProductionPayload done ->
                QueuedAnswer.posting(done.postingId(), done.orderId(), done.deliveryId());
            case ReversePostingPayload done ->
                QueuedAnswer.posting(done.postingId(), done.orderId(), done.deliveryId());
            case ReportDowntimePayload done -> QueuedAnswer.downtime(done.downtimeId(), done.deliveryId());
            case ReverseDowntimePayload done -> QueuedAnswer.downtime(done.downtimeId(), done.deliveryId());
            case DelayPayload done -> QueuedAnswer.justification(done.justificationId());
            case Refusal no -> QueuedAnswer.refused(no);
            default -> throw new IllegalStateException("no answer of a queued operation: " + answer);
        };
    }
}
