package io.esteira.adapter.pcp;

import io.esteira.adapter.Redaction;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the planning database is reached.
 *
 * @param enabled whether this adapter runs
 * @param url JDBC URL, such as {@code jdbc:postgresql://host/PCP}
 * @param secondUrl of the server that holds what was saved, where that is another one; blank where not
 * @param user who may read, and nothing else, on both servers
 * @param companies the hub's company code for each {@code codEmpresa} that is read; each company once
 * @param once whether each table is read a single time, to take it over; where not, again and again beside the system in use
 * @param cadence how often it is read beside the system in use
 * @param savedTargets whether targets are read that the system in use has saved, to compare them
 * @param sqlFolder folder whose files replace the adapter's own queries of the same name
 * @param connectTimeout until a connection is given up
 * @param queryTimeout until a query is given up
 * @param pageRows rows of one page, which bounds memory
 */
@Validated
@ConfigurationProperties("esteira.adapters.pcp")
record PcpProperties(
        @DefaultValue("false") boolean enabled,
        @NotBlank String url,
        @DefaultValue("") String secondUrl,
        @NotBlank String user,
        @DefaultValue("") String password,
        @NotEmpty Map<String, String> companies,
        @DefaultValue("false") boolean once,
        @DefaultValue("15m") Duration cadence,
        @DefaultValue("false") boolean savedTargets,
        @Nullable Path sqlFolder,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration queryTimeout,
        @Positive @DefaultValue("5000") int pageRows) {

    PcpProperties {
        if (companies != null && new HashSet<>(companies.values()).size() < companies.size()) {
            throw new IllegalArgumentException(
                    "esteira.adapters.pcp.companies must name each company once: one codEmpresa for a company");
        }
    }

    @Override
    public String toString() {
        return "PcpProperties[url=" + Redaction.address(url) + ", user=" + user + ", companies=" + companies + "]";
    }
}
