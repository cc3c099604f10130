package io.esteira.platform;

import java.util.List;

/** Something that each instance of the hub looks at every few seconds: it alerts while it holds, and the alert ends by itself. */
public interface AlertCondition {

    /** The alert's code. No other condition has it. */
    String code();

    /** Whether each instance finds its own, such as the room on its disk; otherwise all find the same. */
    default boolean ofInstance() {
        return false;
    }

    /** Where it holds now. What it throws leaves the alerts as they are. */
    List<Alerts.Found> found();
}
