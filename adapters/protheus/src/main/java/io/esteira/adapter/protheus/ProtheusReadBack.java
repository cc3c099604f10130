package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.WriterMapping.Pending;
import io.esteira.adapter.protheus.WriterMapping.Reference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for a delivery in SH6, and among the pending postings. By its reference where a field carries one, otherwise by what makes
 * a posting the same to Protheus, its {@link NaturalKey}. A row that was deleted since proves that the posting was
 * executed as well as one that is there.
 */
final class ProtheusReadBack {

    private final ProtheusProperties properties;
    private final GenericQuery query;
    private final ProtheusCapabilities capabilities;
    private final WriterMapping mapping;

    ProtheusReadBack(
            ProtheusProperties properties,
            GenericQuery query,
            ProtheusCapabilities capabilities,
            WriterMapping mapping) {
        this.properties = properties;
        this.query = query;
        this.capabilities = capabilities;
        this.mapping = mapping;
    }

    ReadBack find(DeliveryOrder order) {
        try {
            Company company = properties.company(order.company());
            if (order.kind() == Kind.REVERSAL) {
                return reversed(company, order);
            }
            Optional<Reference> field = mapping.posting().reference();
            if (field.isEmpty()) {
                return alike(keys(alike(company, order)), pending(company, order));
            }
            List<Row> rows = referenced(company, order, field.get().table(), order.reference());
            return rows.isEmpty() ? alike(List.of(), pending(company, order)) : result(rows);
        } catch (SourceUnavailable e) {
            return new ReadBack.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static ReadBack alike(List<String> keys, List<String> pending) {
        return keys.isEmpty() && pending.isEmpty() ? new ReadBack.Absent() : new ReadBack.Alike(keys, pending);
    }

    private static List<String> keys(List<Row> rows) {
        return rows.stream().map(row -> Long.toString(row.recno())).toList();
    }

    private static ReadBack result(List<Row> rows) {
        List<String> keys = keys(rows);
        return switch (keys.size()) {
            case 0 -> new ReadBack.Absent();
            case 1 -> new ReadBack.Found(keys.getFirst());
            default -> new ReadBack.Several(keys);
        };
    }

    private List<Row> alike(Company company, DeliveryOrder order) {
        NaturalKey key = new NaturalKey(mapping.posting());
        return rows(company, order, Table.SH6.requiring(key.fields()), "", row -> key.fits(row, order, company));
    }

    private List<Row> referenced(Company company, DeliveryOrder order, String field, String reference) {
        String carried = " AND " + like(field, "%" + ProtheusReference.marked(reference));
        return rows(company, order, mapping.postings(), carried, row -> ProtheusReference.find(row.text(field))
                .filter(reference::equals)
                .isPresent());
    }

    /** The order's rows, narrowed by the index of SH6 first; a prefix, since the databases differ in how they compare padded text. */
    private List<Row> rows(Company company, DeliveryOrder order, Table table, String narrowed, Predicate<Row> fits) {
        String where = like("H6_OP", order.orderKey()) + narrowed + " AND H6_TIPO = 'P'";
        return query.all(company, new Question(table, where, true, false)).stream()
                .filter(row -> row.text("H6_OP").equals(order.orderKey().stripTrailing()))
                .filter(fits)
                .toList();
    }

    private static String like(String field, String begin) {
        return field + " LIKE " + GenericQuery.quoted(begin + "%");
    }

    /** A reversal is done when the row of its posting is deleted. */
    private ReadBack reversed(Company company, DeliveryOrder order) {
        Reversal reversal = order.reverses();
        if (reversal == null) {
            return new ReadBack.Absent();
        }
        List<Row> rows = reversal.erpKey() != null && reversal.erpKey().matches("\\d{1,18}")
                ? query.all(company, new Question(Table.SH6, Table.RECNO + " = " + reversal.erpKey(), true, false))
                : mapping.posting()
                        .reference()
                        .filter(field -> !reversal.reference().isBlank())
                        .map(field -> referenced(company, order, field.table(), reversal.reference()))
                        .orElse(List.of());
        return result(
                rows.stream().filter(row -> row.text(Table.DELETED).equals("*")).toList());
    }

    /** Keys of those that Protheus keeps as pending and that fit; none where that table is not readable. */
    private List<String> pending(Company company, DeliveryOrder order) {
        Optional<Pending> kept = mapping.pending().filter(table -> capabilities.pendingTable(company, table.table()));
        return kept.map(table -> pending(company, order, table)).orElse(List.of());
    }

    private List<String> pending(Company company, DeliveryOrder order, Pending table) {
        Values values = new Values(order, company, ProtheusReference.marked(order.reference()));
        String where =
                like(firstField(table), String.valueOf(firstTemplate(table).text(values)));
        return query.all(company, Question.of(table.table(), where)).stream()
                .filter(row -> fits(row, table.match(), values, String::equals))
                .filter(row -> fits(row, table.holds(), values, String::contains))
                .map(row -> row.text(table.key()))
                .toList();
    }

    private static String firstField(Pending table) {
        return fields(table).keySet().iterator().next();
    }

    private static Template firstTemplate(Pending table) {
        return fields(table).values().iterator().next();
    }

    private static Map<String, Template> fields(Pending table) {
        return table.match().isEmpty() ? table.holds() : table.match();
    }

    private static boolean fits(
            Row row, Map<String, Template> fields, Values values, java.util.function.BiPredicate<String, String> test) {
        return fields.entrySet().stream().allMatch(field -> {
            Object wanted = field.getValue().render(values);
            String held = row.text(field.getKey());
            return wanted instanceof BigDecimal number
                    ? NaturalKey.same(held, number)
                    : wanted != null && test.test(held, wanted.toString());
        });
    }
}
