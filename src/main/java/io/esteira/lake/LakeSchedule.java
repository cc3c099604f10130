package io.esteira.lake;

import io.esteira.platform.Alerts;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Exports by the clock. What fails is an alert until it succeeds. */
@Component
@ConditionalOnWebApplication
class LakeSchedule {

    private static final Logger log = LoggerFactory.getLogger(LakeSchedule.class);

    static final String ALERT = "LAKE_EXPORT_FAILED";

    private static final String SUBJECT = "lake";

    private final LakeProperties properties;
    private final LakeExport lake;
    private final Alerts alerts;

    LakeSchedule(LakeProperties properties, LakeExport lake, Alerts alerts) {
        this.properties = properties;
        this.lake = lake;
        this.alerts = alerts;
    }

    /** On a thread of its own: other work of the clock does not wait for it. */
    @Scheduled(cron = "${esteira.lake.schedule:0 30 2 * * *}")
    void begin() {
        if (properties.enabled()) {
            Thread unused = Thread.ofVirtual().name("lake").start(this::export);
        }
    }

    void export() {
        try {
            lake.export();
            alerts.end(ALERT, SUBJECT);
        } catch (RuntimeException | IOException e) {
            log.error("The lake could not be brought up to date", e);
            alerts.raise(
                    null,
                    ALERT,
                    SUBJECT,
                    new Alerts.Words(
                            "The lake could not be brought up to date: " + e.getMessage(),
                            "O lake não pôde ser atualizado: " + e.getMessage()));
        }
    }
}
