package io.esteira.production;

import io.esteira.outbox.DeliveryReasons;
import io.esteira.platform.SqlFile;
import java.util.Map;

/** SQL that ends the losses of postings that were reversed, with the named values that it takes. */
final class ReversedLosses {

    private static final String SQL = SqlFile.read(ReversedLosses.class, "posting-end-losses.sql");

    /** Of the staged postings. */
    static final String OF_STAGED = SQL.formatted("in (select p.posting_id from posting_in p)");

    /** Of the posting {@code :posting}. */
    static final String OF_ONE = SQL.formatted("= :posting");

    static final Map<String, String> TEXTS =
            Map.of("reversed", DeliveryReasons.REVERSED_TEXT, "lossLeft", DeliveryReasons.LOSS_LEFT_TEXT);

    private ReversedLosses() {}
}
