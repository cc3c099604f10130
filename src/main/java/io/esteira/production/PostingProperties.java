package io.esteira.production;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of postings.
 *
 * @param companies by the company's code
 */
@ConfigurationProperties("esteira.posting")
record PostingProperties(@DefaultValue Map<String, Rules> companies) {

    /**
     * A company's own.
     *
     * @param overProductionPercent by how much of the ordered quantity a step may exceed it
     * @param scrapReasons the codes that may be given; empty when any may
     */
    record Rules(
            @DefaultValue("0") BigDecimal overProductionPercent,
            @DefaultValue Set<String> scrapReasons) {}

    private static final Rules STRICT = new Rules(BigDecimal.ZERO, Set.of());

    Rules of(String company) {
        return companies.getOrDefault(company, STRICT);
    }
}
