package io.esteira.graphql;

import io.esteira.alerts.AlertDesk;
import io.esteira.platform.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class AlertController {

    /** The alert is read by the engine, by its internal id. */
    record AcknowledgeAlertPayload(long alertId) {}

    private final AlertDesk desk;
    private final Callers callers;

    AlertController(AlertDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @MutationMapping
    Object acknowledgeAlert(@Argument String id, @Argument @Nullable String note) {
        return PublicId.find(id, "Alert")
                .<Object>map(alert -> switch (desk.acknowledge(callers.current(), alert, note)) {
                    case AlertDesk.Answer.Done done -> new AcknowledgeAlertPayload(done.alertId());
                    case AlertDesk.Answer.Refused refused -> refused.refusal();
                })
                .orElseGet(AlertDesk::notFound);
    }
}
