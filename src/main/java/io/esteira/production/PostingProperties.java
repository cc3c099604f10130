package io.esteira.production;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of postings.
 *
 * @param companies such as {@code esteira.posting.companies[0].code=MATRIZ}; by position, so that an environment variable can name
 *     one; a company that is not listed has the defaults
 */
@ConfigurationProperties("esteira.posting")
record PostingProperties(@DefaultValue List<Rules> companies) {

    private static final Rules STRICT = new Rules("-", BigDecimal.ZERO, Set.of());

    PostingProperties {
        companies = List.copyOf(companies);
        long codes = companies.stream().map(Rules::code).distinct().count();
        if (codes != companies.size()) {
            throw new IllegalArgumentException("esteira.posting.companies must name each code once");
        }
    }

    /**
     * A company's own.
     *
     * @param code the hub's code of the company
     * @param overProductionPercent by how much of the ordered quantity a step may exceed it
     * @param scrapReasons the codes that may be given; empty when any may
     */
    record Rules(
            @DefaultValue("") String code,
            @DefaultValue("0") BigDecimal overProductionPercent,
            @DefaultValue Set<String> scrapReasons) {

        Rules {
            if (code.isBlank()) {
                throw new IllegalArgumentException(
                        "esteira.posting.companies[].code must be the hub's code of a company");
            }
        }
    }

    Rules of(String company) {
        return companies.stream()
                .filter(rules -> rules.code().equals(company))
                .findFirst()
                .orElse(STRICT);
    }
}
