package io.esteira.legacy;

import io.esteira.planning.DemandModel;
import io.esteira.planning.Targets;
import io.esteira.platform.Company;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what screens name: plans by their code, phases by their name. */
@Component
class PlannedStore {

    /** A phase. */
    record Phase(String code, String name) {}

    private final SourceCompanies companies;
    private final Targets targets;
    private final JdbcClient jdbc;

    PlannedStore(SourceCompanies companies, Targets targets, JdbcClient jdbc) {
        this.companies = companies;
        this.targets = targets;
        this.jdbc = jdbc;
    }

    Company company(Asked asked) {
        return companies.of(asked);
    }

    /** @param usual the model of the address, where {@code modeloAnalise} says nothing else */
    Planned planned(Asked asked, DemandModel usual) {
        Company company = companies.of(asked);
        Planned.Plan plan = plan(company, asked.text("codPlano").orElseGet(() -> asked.needed("codigoPlano")));
        List<String> lots = asked.list("arrayCodLoteCsw");
        refuseUnknown(lots, plan.lots(), "O lote %s não está vinculado ao plano " + plan.code() + ".");
        List<String> collections = asked.list("ArrayTipoProducao");
        if (!collections.isEmpty()) {
            refuseUnknown(collections, targets.collections(company), "O Tipo Producao %s não existe na empresa.");
        }
        return new Planned(company, plan, model(asked).orElse(usual), lots, collections);
    }

    private static Optional<DemandModel> model(Asked asked) {
        return asked.text("modeloAnalise").map(model -> switch (model) {
            case "LoteProducao" -> DemandModel.LOT_FORECAST;
            case "Vendas" -> DemandModel.SALES;
            default -> throw Refusal.of("modeloAnalise é LoteProducao ou Vendas.");
        });
    }

    private static void refuseUnknown(List<String> wanted, List<String> known, String message) {
        wanted.stream().filter(each -> !known.contains(each)).findFirst().ifPresent(each -> {
            throw Refusal.of(message.replace("%s", each));
        });
    }

    private Planned.Plan plan(Company company, String code) {
        return jdbc.sql("""
                        select p.public_id, p.code, p.demand_model, p.collections,
                               array(select l.code from hub.plan_lot t join hub.lot l on l.id = t.lot_id where t.plan_id = p.id) as lots
                        from hub.plan p where p.company_id = ? and p.code = ?
                        """)
                .params(company.id(), code)
                .query((row, n) -> new Planned.Plan(
                        row.getObject("public_id", UUID.class),
                        row.getString("code"),
                        DemandModel.valueOf(row.getString("demand_model")),
                        List.of((String[]) row.getArray("lots").getArray()),
                        List.of((String[]) row.getArray("collections").getArray())))
                .optional()
                .orElseThrow(() -> Refusal.of("O plano " + code + " não existe na empresa."));
    }

    /** The phase of {@code nomeFase}: by its name, else by its code. */
    Phase phase(Asked asked, Company company) {
        String name = asked.needed("nomeFase");
        List<Phase> named = phases(company, name, null);
        List<Phase> found = named.isEmpty() ? phases(company, null, name) : named;
        if (found.size() > 1) {
            throw Refusal.of("Há mais de uma fase com o nome " + name + ": informe o código em nomeFase.");
        }
        return found.stream().findFirst().orElseThrow(() -> Refusal.of("A fase " + name + " não existe na empresa."));
    }

    Phase phaseOfCode(Company company, String code) {
        return phases(company, null, code).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of("A fase " + code + " não existe na empresa."));
    }

    private List<Phase> phases(Company company, @Nullable String name, @Nullable String code) {
        return jdbc.sql("""
                        select code, name from hub.phase
                        where company_id = :company and deleted_at is null and (upper(name) = upper(:name::text) or code = :code::text)
                        order by code
                        """)
                .param("company", company.id())
                .param("name", name, Types.VARCHAR)
                .param("code", code, Types.VARCHAR)
                .query(Phase.class)
                .list();
    }

    /** What a plan's targets are asked of is gone between two steps. */
    static Refusal gone() {
        return Refusal.of("O plano não existe mais.");
    }
}
