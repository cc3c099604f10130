package io.esteira.legacy;

import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The hub's companies by the {@code codEmpresa} by which the CSW adapter reads them. */
@Component
class SourceCompanies {

    private static final String PROPERTY = "esteira.adapters.csw.companies";

    /** What the old system takes where nothing is said. */
    private static final String USUAL = "1";

    private final Map<String, String> byCode;
    private final Companies companies;

    SourceCompanies(Environment environment, Companies companies) {
        this.byCode = Binder.get(environment)
                .bind(PROPERTY, Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of);
        this.companies = companies;
    }

    /** The company of {@code codEmpresa}; where none is given the only one of the key, else that of codEmpresa 1. */
    Company of(Asked asked) {
        return asked.text("codEmpresa")
                .or(() -> asked.text("empresa"))
                .map(code -> find(asked, code)
                        .orElseThrow(() -> Refusal.of("A empresa " + code + " não existe para esta chave.")))
                .or(() -> only(asked))
                .or(() -> find(asked, USUAL))
                .orElseThrow(() -> Refusal.of("Informe codEmpresa."));
    }

    private Optional<Company> only(Asked asked) {
        List<Company> opened = byCode.keySet().stream()
                .flatMap(code -> find(asked, code).stream())
                .toList();
        return opened.size() == 1 ? Optional.of(opened.getFirst()) : Optional.empty();
    }

    private Optional<Company> find(Asked asked, String code) {
        return Optional.ofNullable(byCode.get(code)).flatMap(companies::find).filter(company -> asked.caller()
                .sees(company.id()));
    }
}
