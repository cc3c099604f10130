package io.esteira.platform;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The companies of the hub.
 *
 * @param companies such as {@code esteira.companies[0].code=MATRIZ}; by position, so that an environment variable can name one
 */
@ConfigurationProperties("esteira")
record CompanyProperties(@DefaultValue List<CompanySettings> companies) {

    CompanyProperties {
        companies = List.copyOf(companies);
        long codes = companies.stream().map(CompanySettings::code).distinct().count();
        require(codes == companies.size(), "esteira.companies must name each code once");
    }

    /**
     * One company.
     *
     * @param code the hub's word for it, in capitals
     * @param name for people; the code when left out
     * @param zone time zone in which its business dates are meant
     */
    record CompanySettings(
            @DefaultValue("") String code,
            @Nullable String name,
            @DefaultValue("America/Sao_Paulo") ZoneId zone) {

        CompanySettings {
            require(!code.isBlank(), "esteira.companies[].code must be the hub's code of the company, such as MATRIZ");
            require(
                    code.equals(code.strip().toUpperCase(Locale.ROOT)),
                    "esteira.companies[].code must be in capitals: " + code);
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
