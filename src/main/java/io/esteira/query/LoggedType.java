package io.esteira.query;

import java.util.HashMap;
import java.util.Map;

/**
 * A described type whose changes are in the change log.
 *
 * @param type its name in the contract
 * @param table of the schema {@code hub}; its name in the change log as well
 * @param company SQL for the id of the company of its row {@code t}; null for a row that all may see
 * @param fields the contract's name of each column that stands in a field as it is
 * @param references by column that points to a row of another described type, that type
 */
public record LoggedType(
        String type, String table, String company, Map<String, String> fields, Map<String, Target> references) {

    /** The type, and the table of its rows. */
    public record Target(String type, String table) {}

    private static final String ROW = "{t}.";

    public LoggedType {
        fields = Map.copyOf(fields);
        references = Map.copyOf(references);
    }

    static LoggedType of(Catalog catalog, Entity entity) {
        Map<String, String> fields = new HashMap<>();
        Map<String, Target> references = new HashMap<>();
        for (Attribute attribute : entity.attributes().values()) {
            switch (attribute) {
                case Attribute.Column column -> {
                    if (column.lookup() == null && column.sql().startsWith(ROW)) {
                        fields.put(column.sql().substring(ROW.length()), column.name());
                    }
                }
                case Attribute.ToOne one -> {
                    fields.put(one.by(), one.name());
                    Entity target = catalog.entity(one.target());
                    if (target.identified()) {
                        references.put(one.by(), new Target(target.type(), target.table()));
                    }
                }
                case Attribute.ToMany many -> {}
            }
        }
        return new LoggedType(entity.type(), entity.table(), company(catalog, entity), fields, references);
    }

    /** Rows without a company of their own are of the company of the row whose list they are in. */
    private static String company(Catalog catalog, Entity entity) {
        if (entity.company() != Entity.CompanyScope.PARENT) {
            return "t.company_id";
        }
        for (Entity parent : catalog.entities()) {
            for (Attribute attribute : parent.attributes().values()) {
                if (parent.company() == Entity.CompanyScope.OWN
                        && attribute instanceof Attribute.ToMany many
                        && many.target().equals(entity.type())) {
                    return "(select p.company_id from hub.%s p where p.id = t.%s)".formatted(parent.table(), many.by());
                }
            }
        }
        throw new IllegalArgumentException(entity.type() + " is in no list of a type that belongs to companies");
    }
}
