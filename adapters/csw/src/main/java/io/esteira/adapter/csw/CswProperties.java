package io.esteira.adapter.csw;

import io.esteira.adapter.Redaction;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How CSW is reached.
 *
 * @param enabled whether this adapter runs
 * @param url JDBC URL, such as {@code jdbc:Cache://host:1972/CONSISTEM}
 * @param user who may read, and nothing else
 * @param password the user's; blank where none is asked for
 * @param driver class of the vendor's driver, which the site puts on the loader path; null or blank where the URL tells
 * @param testQuery asks whether a connection is still alive; blank where the driver can tell by itself
 * @param companies the hub's company code for each {@code codEmpresa} that is read; each company once
 * @param zone time zone in which CSW writes its dates and times
 * @param sqlFolder folder whose files replace the adapter's own queries of the same name
 * @param connections most connections at once of one instance of the hub; the vendor's licence counts them
 * @param connectTimeout until a connection is given up
 * @param queryTimeout until a query is given up
 * @param pageRows rows of one page, which bounds memory
 * @param rowsPerSecond most rows that are read in a second, from page to page, so that CSW's own users come first; 0 for no bound
 * @param queriesPerHour most queries that are begun in an hour by one instance of the hub; 0 for no bound
 * @param masterCadence how often phases, styles and products are read
 * @param orderCadence how often open orders with their lines and routing are read
 * @param movementCadence how often new movements are read
 * @param movementSnapshotCadence how often all movements of the window are compared
 * @param movementOverlap how far before the last movement a read begins, for those registered late
 * @param movementWindow how far back movements are watched for corrections and deletions
 * @param salesOrderCadence how often customers' orders are read, all of their window each time
 * @param salesOrderWindow how long ago customers' orders may have been planned to be invoiced and still be watched
 * @param stockCadence how often stock is read
 * @param leadingZeroPrefixes first characters of {@code codItemPai} whose style code has a zero in front
 */
@Validated
@ConfigurationProperties("esteira.adapters.csw")
record CswProperties(
        @DefaultValue("false") boolean enabled,
        @NotBlank String url,
        @NotBlank String user,
        @DefaultValue("") String password,
        @Nullable String driver,
        @DefaultValue("") String testQuery,
        @NotEmpty Map<String, String> companies,
        @DefaultValue("America/Sao_Paulo") ZoneId zone,
        @Nullable Path sqlFolder,
        @Positive @DefaultValue("2") int connections,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration queryTimeout,
        @Positive @DefaultValue("10000") int pageRows,
        @PositiveOrZero @DefaultValue("0") int rowsPerSecond,
        @PositiveOrZero @DefaultValue("0") int queriesPerHour,
        @DefaultValue("1h") Duration masterCadence,
        @DefaultValue("60s") Duration orderCadence,
        @DefaultValue("60s") Duration movementCadence,
        @DefaultValue("6h") Duration movementSnapshotCadence,
        @DefaultValue("3d") Duration movementOverlap,
        @DefaultValue("40d") Duration movementWindow,
        @DefaultValue("10m") Duration salesOrderCadence,
        @DefaultValue("400d") Duration salesOrderWindow,
        @DefaultValue("5m") Duration stockCadence,
        @DefaultValue({"1", "2", "3"}) List<String> leadingZeroPrefixes) {

    CswProperties {
        if (companies != null && new HashSet<>(companies.values()).size() < companies.size()) {
            throw new IllegalArgumentException(
                    "esteira.adapters.csw.companies must name each company once: one codEmpresa for a company");
        }
    }

    @Override
    public String toString() {
        return "CswProperties[url=" + Redaction.address(url) + ", user=" + user + ", companies=" + companies + "]";
    }
}
