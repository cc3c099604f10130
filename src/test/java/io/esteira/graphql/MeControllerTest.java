package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esteira.graphql.MeController.Me;
import io.esteira.graphql.MeController.MyCompany;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class MeControllerTest {

    private static final Instant END = Instant.parse("2026-11-21T12:10:00Z");

    private static Me me(Set<Role> roles, Set<Short> companies) {
        Caller caller = new Caller("ana", "console", roles, companies, "", END);
        return new MeController(() -> caller, new ThreeCompanies()).me();
    }

    @Test
    void oneCompanyOfThreeExists() {
        assertThat(me(Set.of(Role.OPERATOR), Set.of((short) 2)))
                .isEqualTo(new Me(
                        "ana",
                        "console",
                        List.of("operator"),
                        List.of(new MyCompany("LATICINIO", "Laticínio", "America/Manaus")),
                        END));
    }

    @Test
    void rolesAndCompaniesAreInOrder() {
        Me me = me(Set.of(Role.PLANNER, Role.ADMIN), Set.of((short) 1, (short) 2, (short) 3));

        assertThat(me.roles()).containsExactly("admin", "planner");
        assertThat(me.companies()).extracting(MyCompany::code).containsExactly("EXEMPLO", "LATICINIO", "MATRIZ");
    }

    @Test
    void whoHasNoRoleIsNobodyHere() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> me(Set.of(), Set.of((short) 1)));
    }

    private static final class ThreeCompanies implements Companies {

        private static Company company(int id, String code, String name) {
            return new Company((short) id, code, name, ZoneId.of("America/Manaus"));
        }

        @Override
        public List<Company> all() {
            return List.of(
                    company(1, "MATRIZ", "Matriz"),
                    company(2, "LATICINIO", "Laticínio"),
                    company(3, "EXEMPLO", "Exemplo"));
        }

        @Override
        public Optional<Company> find(String code) {
            return all().stream().filter(company -> company.code().equals(code)).findAny();
        }

        @Override
        public Company get(String code) {
            return find(code).orElseThrow(() -> new IllegalArgumentException(code));
        }

        @Override
        public Company get(short id) {
            return all().stream()
                    .filter(company -> company.id() == id)
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(String.valueOf(id)));
        }
    }
}
