package io.esteira.plant;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The plant's time: that of its clock, or one instant while it is frozen. Thread-safe. */
final class PlantClock extends Clock {

    private final Clock running;
    private final ZoneId zone;
    private final AtomicReference<@Nullable Instant> frozen;

    PlantClock(Clock running, ZoneId zone) {
        this(running, zone, new AtomicReference<>());
    }

    private PlantClock(Clock running, ZoneId zone, AtomicReference<@Nullable Instant> frozen) {
        this.running = running;
        this.zone = zone;
        this.frozen = frozen;
    }

    void freeze(Instant at) {
        frozen.set(at);
    }

    void thaw() {
        frozen.set(null);
    }

    @Nullable
    Instant frozenAt() {
        return frozen.get();
    }

    /** What a clock on the plant's wall shows. */
    LocalDateTime local() {
        return local(instant());
    }

    /** What it showed then. */
    LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone);
    }

    @Override
    public Instant instant() {
        Instant at = frozen.get();
        return at == null ? running.instant() : at;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new PlantClock(running, other, frozen);
    }
}
