package io.esteira.support;

import io.esteira.platform.Alerts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps the alerts that are open, as {@code code subject: message}. */
public final class FakeAlerts implements Alerts {

    private final List<String> open = new CopyOnWriteArrayList<>();

    @Override
    public void raise(@Nullable Short companyId, String code, String subject, Words words) {
        open.add(code + " " + subject + ": " + words.en());
    }

    @Override
    public void hold(String code, @Nullable String instance, List<Found> found) {
        open.removeIf(alert -> alert.startsWith(code + " "));
        found.forEach(each -> raise(each.companyId(), code, each.subject(), each.words()));
    }

    @Override
    public void end(String code, String subject) {
        open.removeIf(alert -> alert.startsWith(code + " " + subject + ":"));
    }

    @Override
    public List<String> open(String code) {
        return open.stream()
                .filter(alert -> alert.startsWith(code + " "))
                .map(alert -> alert.substring(code.length() + 1, alert.indexOf(": ")))
                .distinct()
                .toList();
    }

    public List<String> open() {
        return List.copyOf(open);
    }
}
