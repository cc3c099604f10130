package io.esteira.alerts;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When alerts are raised, and where they are told.
 *
 * @param every how often conditions are looked at
 * @param sendEvery pause between two looks for notices to be sent
 * @param notifyAfter what ends within this time is told nobody outside of the hub
 * @param quietFor an alert that comes back within this time is not told anew, and its end only once it stays away
 * @param clockDifference how far the clock of an instance may be off the database's
 * @param diskFree how much room an instance needs on each disk that it writes to
 * @param webhook where alerts are posted to
 * @param email whom they are mailed to, by the server that {@code spring.mail} names
 */
@ConfigurationProperties("esteira.alerts")
record AlertProperties(
        @DefaultValue("15s") Duration every,
        @DefaultValue("5s") Duration sendEvery,
        @DefaultValue("1m") Duration notifyAfter,
        @DefaultValue("5m") Duration quietFor,
        @DefaultValue("5s") Duration clockDifference,
        @DefaultValue("2GB") DataSize diskFree,
        @DefaultValue Webhook webhook,
        @DefaultValue Email email) {

    /**
     * An address that takes JSON by POST.
     *
     * @param address blank for none
     * @param secret signs what is posted; blank: it is not signed
     */
    record Webhook(
            @DefaultValue("") String address,
            @DefaultValue("") String secret) {

        @Override
        public String toString() {
            return "Webhook[address=" + address + "]";
        }
    }

    /**
     * Who is written to.
     *
     * @param to empty for nobody
     */
    record Email(
            @DefaultValue("esteira@localhost") String from,
            @DefaultValue List<String> to) {}
}
