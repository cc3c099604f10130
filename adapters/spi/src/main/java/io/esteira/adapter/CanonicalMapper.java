package io.esteira.adapter;

/**
 * Says in the canonical language what a source record means. Pure: no clock, no I/O, no logging; the same record always
 * gives the same result, so that the inbox can be replayed. Safe for use by several threads.
 */
public interface CanonicalMapper {

    String source();

    String entity();

    /** Raised with each change by which some record means something else, so that people see which rows were mapped before it. */
    default int version() {
        return 1;
    }

    /** Never throws for bad data: that is a {@link MappingResult.Rejected}. */
    MappingResult map(SourceRecord record);
}
