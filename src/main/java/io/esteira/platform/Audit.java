package io.esteira.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one audit table. Called within the transaction of what it records, so that both are kept or neither. */
public interface Audit {

    /**
     * @param action what was done, as {@code noun.verb}, such as {@code posting.reverse}
     * @param companyId null for what concerns no company
     * @param subject public id of what it was done to
     */
    void record(Caller caller, String action, @Nullable Short companyId, String subject, Map<String, ?> detail);

    /** What {@link #record} would write of who and from where, for a statement that adds the entry with what it records. */
    Entry entry(Caller caller, Map<String, ?> detail);

    /**
     * The columns of an entry that are not of the deed itself.
     *
     * @param detail JSON
     */
    record Entry(
            String actor,
            String detail,
            String remoteAddress,
            @Nullable String traceId) {}
}
