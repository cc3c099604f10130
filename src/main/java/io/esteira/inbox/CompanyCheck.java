package io.esteira.inbox;

import io.esteira.adapter.NamedCompanies;
import io.esteira.platform.Companies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Refuses the start of a hub whose configuration names a company that it does not have; a verb of the command line reads no source. */
@Component
@ConditionalOnWebApplication
final class CompanyCheck {

    CompanyCheck(ObjectProvider<NamedCompanies> settings, Companies companies) {
        settings.orderedStream().forEach(named -> named.codes().stream()
                .filter(code -> companies.find(code).isEmpty())
                .sorted()
                .findFirst()
                .ifPresent(code -> {
                    throw new IllegalArgumentException(
                            named.setting() + " names company " + code + ", which is not in esteira.companies");
                }));
    }
}
