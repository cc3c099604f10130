package io.esteira.adapter;

import java.util.Collection;
import java.util.Set;

/**
 * The hub's companies that a part of the configuration names; a bean of each adapter. A hub that does not know one of them refuses to
 * start, since whatever came for it would have nowhere to go.
 *
 * @param setting the property that names them, such as {@code esteira.adapters.csw.companies}
 * @param codes the hub's codes
 */
public record NamedCompanies(String setting, Set<String> codes) {

    public NamedCompanies {
        codes = Set.copyOf(codes);
    }

    public static NamedCompanies of(String setting, Collection<String> codes) {
        return new NamedCompanies(setting, Set.copyOf(codes));
    }
}
