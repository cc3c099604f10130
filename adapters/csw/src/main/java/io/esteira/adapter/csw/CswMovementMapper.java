package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.Ref;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * {@code tco.MovimentacaoOPFase}: pieces of an order that moved out of a phase; an order passes a phase in parts. A movement
 * tells neither scrap nor rework, and a reference only where a site's own query gives it a column of that name.
 */
final class CswMovementMapper extends CswMapper {

    private final ZoneId zone;

    CswMovementMapper(ZoneId zone) {
        super("movements");
        this.zone = zone;
    }

    @Override
    protected PostingChange change(String key, CswPayload row) {
        LocalDate day = day(row);
        String subcontractor = row.optional("nomefaccionista");
        return new PostingChange(
                new Ref(key),
                new Ref(row.required("numeroop")),
                row.requiredInt("seqroteiro"),
                null,
                day,
                null,
                endedAt(day, row.time("horamov")),
                row.requiredQuantity("totpecasopbaixadas"),
                null,
                null,
                false,
                row.optional("descopermov"),
                null,
                subcontractor == null ? null : "Facção: " + subcontractor,
                row.optional("reference"),
                false);
    }

    /** The day on which the pieces left the phase, else the day of registration. */
    private static LocalDate day(CswPayload row) {
        LocalDate left = row.date("databaixa");
        LocalDate registered = left == null ? row.date("datamov") : left;
        if (registered == null) {
            row.required("databaixa");
            throw new IllegalStateException("a blank date was refused above");
        }
        return registered;
    }

    private @Nullable Instant endedAt(LocalDate day, @Nullable LocalTime time) {
        return time == null ? null : day.atTime(time).atZone(zone).toInstant();
    }
}
