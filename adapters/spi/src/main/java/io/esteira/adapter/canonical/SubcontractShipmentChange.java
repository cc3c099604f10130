package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of an order that were handed to a subcontractor (remessa).
 *
 * @param phase what is done there; null where the source names none
 * @param open the subcontractor still has them
 * @param releasedOn the day on which they were handed over; null while they were not
 */
public record SubcontractShipmentChange(
        Ref ref,
        Ref subcontractor,
        Ref order,
        @Nullable Ref phase,
        String number,
        BigDecimal pieces,
        boolean open,
        @Nullable LocalDate releasedOn)
        implements CanonicalChange {}
