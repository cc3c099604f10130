package io.esteira.graphql;

import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Tells callers who they are. */
@Controller
class MeController {

    record Me(String name, String client, List<String> roles, List<MyCompany> companies, Instant expiresAt) {}

    record MyCompany(String code, String name, String zone) {}

    private final Callers callers;
    private final Companies companies;

    MeController(Callers callers, Companies companies) {
        this.callers = callers;
        this.companies = companies;
    }

    @QueryMapping
    Me me() {
        Caller caller = callers.current();
        if (!caller.hasAny(FieldRoles.ANY)) {
            throw new AccessDeniedException("no role");
        }
        return new Me(caller.name(), caller.client(), roles(caller), companies(caller), caller.validUntil());
    }

    private static List<String> roles(Caller caller) {
        return caller.roles().stream().map(Role::claim).sorted().toList();
    }

    private List<MyCompany> companies(Caller caller) {
        return companies.all().stream()
                .filter(company -> caller.sees(company.id()))
                .sorted(Comparator.comparing(Company::code))
                .map(company -> new MyCompany(
                        company.code(), company.name(), company.zone().getId()))
                .toList();
    }
}
