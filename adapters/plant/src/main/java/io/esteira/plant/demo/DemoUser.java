package io.esteira.plant.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody, or some program, that may log in to the demo: the name is the role, with the company where it has only one.
 *
 * @param companies the hub's codes, or {@code *} for all
 * @param description in Portuguese, a slash, and in English
 */
record DemoUser(String name, List<String> roles, List<String> companies, String description) {

    static final String PASSWORD = "demo";

    private static final List<DemoUser> ALL = all();

    private static List<DemoUser> all() {
        List<DemoUser> users = new ArrayList<>();
        users.add(everywhere("operator", "aponta a produção / posts production"));
        users.add(everywhere("leader", "acompanha as fases / follows the phases"));
        users.add(everywhere("planner", "planeja / plans"));
        users.add(everywhere("quality", "inspeciona / inspects"));
        users.add(everywhere("buyer", "compra / buys"));
        users.add(everywhere("analyst", "lê e exporta / reads and exports"));
        users.add(everywhere("integration", "ERP que envia apontamentos / ERP that pushes postings"));
        users.add(everywhere("it", "rotas, quarentena, entregas / routes, quarantine, deliveries"));
        users.add(everywhere("admin", "tudo / everything"));
        for (String company : List.of("MATRIZ", "LATICINIO")) {
            String description = "aponta só na " + company + " / posts for " + company + " alone";
            users.add(new DemoUser("operator-" + company, List.of("operator"), List.of(company), description));
            users.add(new DemoUser(
                    "operator-" + company.toLowerCase(Locale.ROOT),
                    List.of("operator"),
                    List.of(company),
                    description));
        }
        return List.copyOf(users);
    }

    private static DemoUser everywhere(String role, String description) {
        return new DemoUser(role, List.of(role), List.of("*"), description);
    }

    /** What they do, in one language. */
    String does(boolean portuguese) {
        return description.split(" / ", 2)[portuguese ? 0 : 1];
    }

    static List<DemoUser> list() {
        return ALL;
    }

    /** The users without second spellings: people's names are found in any case. */
    static Collection<DemoUser> people() {
        Map<String, DemoUser> people = new LinkedHashMap<>();
        ALL.forEach(user -> people.putIfAbsent(user.name().toLowerCase(Locale.ROOT), user));
        return people.values();
    }

    static Optional<DemoUser> named(String name) {
        return ALL.stream().filter(user -> user.name().equals(name)).findFirst();
    }
}
