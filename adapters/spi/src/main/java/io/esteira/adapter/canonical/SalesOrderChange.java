package io.esteira.adapter.canonical;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order.
 *
 * @param number the number that people use
 * @param invoiceType null where the source names none
 * @param customer the customer's code; null where the source names none
 * @param plannedInvoiceOn the day on which it is to be invoiced; null while nobody has said
 * @param sourceStatus the source's own code of its status
 * @param commercialBlock held by sales
 * @param creditBlock held by credit control
 */
public record SalesOrderChange(
        Ref ref,
        String number,
        @Nullable Ref invoiceType,
        @Nullable String customer,
        LocalDate issuedOn,
        @Nullable LocalDate plannedInvoiceOn,
        String sourceStatus,
        boolean cancelled,
        boolean commercialBlock,
        boolean creditBlock)
        implements CanonicalChange {}
