package io.esteira.lake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is exported, where to and when.
 *
 * @param enabled whether it is exported by the clock; the command line exports all the same
 * @param schedule when, as Spring writes cron, by the clock of the server
 * @param folder where the files go, unless there is a bucket; blank for none
 * @param bucket where the files go
 * @param curated whether the tables of the contract are exported
 * @param raw whether the records of the inbox are exported, as they came: nothing is taken out of them
 * @param telemetry whether the readings of machines are exported
 * @param personal what becomes of fields that tell of people
 */
@ConfigurationProperties("esteira.lake")
record LakeProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("0 30 2 * * *") String schedule,
        @DefaultValue("") String folder,
        @DefaultValue Bucket bucket,
        @DefaultValue("true") boolean curated,
        @DefaultValue("false") boolean raw,
        @DefaultValue("true") boolean telemetry,
        @DefaultValue("OMIT") Personal personal) {

    /** What becomes of fields that tell of people. */
    enum Personal {
        /** They are no columns. */
        OMIT,
        /** Asterisks stand where a value is. */
        MASK,
        /** They are told. */
        KEEP
    }

    /**
     * A bucket of Amazon S3 or what speaks like it.
     *
     * @param name blank for none
     * @param prefix before the paths of files, such as {@code esteira/}
     * @param endpoint blank for Amazon's own of the region
     * @param accessKey blank where the environment says who asks, as on Amazon's own machines
     */
    record Bucket(
            @DefaultValue("") String name,
            @DefaultValue("") String prefix,
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {

        @Override
        public String toString() {
            return "Bucket[name=" + name + ", endpoint=" + endpoint + "]";
        }
    }
}
