package io.esteira.platform;

import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The companies of the hub.
 *
 * @param companies by code, such as {@code esteira.companies.MATRIZ.zone}
 */
@Validated
@ConfigurationProperties("esteira")
record CompanyProperties(Map<String, CompanySettings> companies) {

    CompanyProperties(@Nullable Map<String, CompanySettings> companies) {
        this.companies = companies == null ? Map.of() : Map.copyOf(companies);
    }

    /**
     * One company.
     *
     * @param name for people; the code when left out
     * @param zone time zone in which its business dates are meant
     */
    record CompanySettings(@Nullable String name, @NotNull ZoneId zone) {}
}
