package io.esteira.lineage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a canonical row comes from, and what happened to it.
 *
 * @param type its type in the contract
 * @param company code of its company; null for rows of no company
 * @param keys by what sources mean it
 * @param records that it was made of, the one that changed it last first
 * @param changes the latest first
 * @param moreChanges there are older ones than are told
 * @param acts of people on it by itself, the latest first
 */
public record Lineage(
        String type,
        @Nullable String company,
        List<Key> keys,
        List<Origin> records,
        List<Change> changes,
        boolean moreChanges,
        List<Act> acts) {

    /** What a source calls it. */
    public record Key(String source, String key) {}

    /**
     * A source record, as the inbox holds it now.
     *
     * @param routeId internal id of the route that brought it
     * @param runId internal id of the run that brought this version; null when none did or it is not kept any more
     * @param quarantineId internal id of its latest entry in the quarantine; null when it never was there
     * @param sourceVersion null where the source has no versions
     * @param receivedAt when this version was stored; null when that is not kept any more
     * @param mappedAt null until it is
     * @param mapperVersion by which it was mapped; null until it is, and when that is not known
     * @param payload null where it is no text
     * @param editedPayload what a person corrected and is mapped in its place; null when nobody did
     * @param goneAt when it was taken as deleted at the source
     * @param latest it is what the row says now
     */
    public record Origin(
            long routeId,
            @Nullable Long runId,
            @Nullable Long quarantineId,
            String source,
            String entity,
            String sourceKey,
            @Nullable String sourceVersion,
            Instant observedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant mappedAt,
            @Nullable Integer mapperVersion,
            @Nullable String payload,
            @Nullable String editedPayload,
            @Nullable Instant goneAt,
            boolean latest) {}

    /** What a change did. */
    public enum Kind {
        INSERTED,
        UPDATED,
        DELETED
    }

    /**
     * @param source route of the record that caused it; null for what people did and what the hub derives
     * @param sourceKey the record's key at its source
     * @param fields what it changed; empty for the first
     */
    public record Change(
            Instant at,
            Kind kind,
            @Nullable String source,
            @Nullable String sourceKey,
            List<Field> fields) {}

    /**
     * @param name as the contract calls it; for columns that are in no field, the column's name in its way of writing
     * @param before null when there was none
     * @param after null when there is none
     */
    public record Field(
            String name, @Nullable String before, @Nullable String after) {}

    /** What a person did, as audited. */
    public record Act(Instant at, String actor, String action) {}
}
