package io.esteira.adapter.delivery;

import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stops for a source that takes none by itself: a person enters or reverses them there.
 *
 * @param source name of the source
 */
public record DowntimesByHand(String source) implements Carrier<DowntimeOrder> {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter PORTUGUESE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

    @Override
    public Capability.Held capability(DowntimeOrder stop) {
        String name = source.toUpperCase(Locale.ROOT);
        boolean report = stop.reverses() == null;
        return new Capability.Held(
                (report ? "Enter in " : "Reverse in ") + name + " the stop: " + english(stop) + row(stop, "row")
                        + ". Then close this by hand.",
                (report ? "Lance no " : "Estorne no ") + name + " a parada: " + portuguese(stop) + row(stop, "registro")
                        + ". Depois encerre esta pendência à mão.");
    }

    /** What is known of the stop, for a person who enters it. */
    public static String english(DowntimeOrder stop) {
        return "machine " + stop.equipment()
                + ", from " + moment(stop.startedAt(), stop.zone(), ENGLISH)
                + said(" to ", moment(stop.endedAt(), stop.zone(), ENGLISH))
                + said(", reason ", stop.reason())
                + (stop.planned() ? ", planned" : ", unplanned")
                + said(", order ", stop.orderNumber())
                + said(", operation ", stop.operation())
                + said(", operator ", stop.operator());
    }

    /** What is known of the stop, for a person who enters it. */
    public static String portuguese(DowntimeOrder stop) {
        return "máquina " + stop.equipment()
                + ", de " + moment(stop.startedAt(), stop.zone(), PORTUGUESE)
                + said(" a ", moment(stop.endedAt(), stop.zone(), PORTUGUESE))
                + said(", motivo ", stop.reason())
                + (stop.planned() ? ", planejada" : ", não planejada")
                + said(", OP ", stop.orderNumber())
                + said(", operação ", stop.operation())
                + said(", operador ", stop.operator());
    }

    private static @Nullable String moment(@Nullable Instant moment, ZoneId zone, DateTimeFormatter format) {
        return moment == null ? null : format.format(moment.atZone(zone));
    }

    private static String said(String before, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : before + value;
    }

    private static String row(DowntimeOrder stop, String word) {
        return stop.reverses() == null
                ? ""
                : said(", " + word + " ", stop.reverses().erpKey());
    }

    @Override
    public DeliveryOutcome send(DowntimeOrder stop, Deadline deadline) {
        return new DeliveryOutcome.Blocked(
                source + " takes no stops by itself: cancel this, or set up what writes them", PAUSE);
    }

    @Override
    public ReadBack readBack(DowntimeOrder stop) {
        return new ReadBack.Unavailable("nothing reads stops of " + source);
    }
}
