package io.esteira.operations;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.io.PrintWriter;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** A verb at work: it reads the hub's tables, and acts by the same desks as the API, as whoever is logged in to the machine. */
record Desk(ApplicationContext context, CommandLine.Model.CommandSpec spec) {

    static final int DONE = 0;
    static final int REFUSED = 1;

    /** Who may use a shell here is of IT, in all companies; the audit log names the account. */
    Caller caller() {
        Set<Short> companies =
                context.getBean(Companies.class).all().stream().map(Company::id).collect(Collectors.toSet());
        return new Caller(
                System.getProperty("user.name", "?"), "esteira-cli", Set.of(Role.IT), companies, "", Instant.MAX);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    List<Map<String, Object>> rows(String sql, Map<String, ?> parameters) {
        return jdbc().sql(sql).params(parameters).query().listOfRows();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    int refuse(Refusal refusal) {
        return refuse(refusal.messagePt() + " / " + refusal.message());
    }

    int refuse(String why) {
        spec.commandLine().getErr().println("esteira: " + why);
        return REFUSED;
    }

    /**
     * The route of this name, such as {@code csw.orders}.
     *
     * @param company null where only one has such a route
     * @throws CommandLine.ParameterException when there is none, or several
     */
    UUID route(String name, @Nullable String company) {
        List<UUID> found = jdbc().sql("""
                        select r.public_id from hub.route r join hub.company c on c.id = r.company_id
                         where r.route_id = :name and c.code = coalesce(cast(:company as text), c.code)
                        """)
                .param("name", name)
                .param("company", company, Types.VARCHAR)
                .query(UUID.class)
                .list();
        if (found.size() > 1) {
            throw wrong(name + ": várias empresas / several companies: --company");
        }
        return Optional.of(found)
                .filter(routes -> !routes.isEmpty())
                .map(List::getFirst)
                .orElseThrow(() -> wrong(name + ": não existe essa rota / no such route"));
    }

    UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text + ": não é um id / no id");
        }
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
