package io.esteira.alerts;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.DatabaseAway;
import io.esteira.platform.Instance;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at all conditions every few seconds, at each instance: what several find is one alert. One that cannot be looked at keeps its
 * alerts as they are, and the others are looked at.
 */
@Component
@ConditionalOnWebApplication
class AlertWatch {

    private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);

    private final List<AlertCondition> conditions;
    private final Alerts alerts;
    private final PassingAlerts passing;

    AlertWatch(List<AlertCondition> conditions, Alerts alerts, PassingAlerts passing) {
        this.conditions = List.copyOf(conditions);
        this.alerts = alerts;
        this.passing = passing;
    }

    @Scheduled(fixedDelayString = "${esteira.alerts.every:15s}", initialDelayString = "${esteira.alerts.every:15s}")
    void look() {
        conditions.forEach(this::look);
        passing.raise();
        passing.end();
    }

    private void look(AlertCondition condition) {
        try {
            alerts.hold(condition.code(), condition.ofInstance() ? Instance.NAME : null, condition.found());
        } catch (RuntimeException e) {
            if (DatabaseAway.caused(e)) {
                throw e;
            }
            log.error("It is not known whether {} holds", condition.code(), e);
        }
    }
}
