package io.esteira.production;

import io.esteira.adapter.NamedCompanies;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PostingSettings {

    /** Rules of a company that the hub does not have would be without effect, and its own company without rules. */
    @Bean
    NamedCompanies companiesWithRules(PostingProperties properties) {
        List<String> codes = properties.companies().stream()
                .map(PostingProperties.Rules::code)
                .toList();
        return NamedCompanies.of("esteira.posting.companies[].code", codes);
    }
}
