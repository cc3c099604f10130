package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Reference;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for a delivery in the table of which it becomes a row (SH6 unless the mapping says otherwise), and among the pending
 * postings. By its reference where a field carries one, otherwise by what the mapping's section {@code found} compares, or by what
 * makes a posting the same to Protheus, its {@link NaturalKey}. A row that was deleted since proves that the posting was executed as
 * well as one that is there.
 */
final class ProtheusReadBack {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 .,:/#-]+");

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
            Optional<Request> service = mapping.request(order);
            if (service.isEmpty()) {
                return new ReadBack.Unavailable(
                        "the mapping " + mapping.name() + " has no section losses, which says where they are");
            }
            Optional<Rows> found = service.flatMap(Request::found);
            if (found.isPresent()) {
                return found(company, order, found.get());
            }
            Optional<Reference> field = mapping.posting().reference();
            if (field.isEmpty()) {
                return alike(company, order, keys(alike(company, order)));
            }
            List<Row> rows = referenced(company, order, field.get().table(), order.reference());
            return rows.isEmpty() ? alike(company, order, List.of()) : result(rows);
        } catch (SourceUnavailable e) {
            return new ReadBack.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /** Rows of another table than SH6 are named with it: record numbers of two tables may be the same. */
    private ReadBack found(Company company, DeliveryOrder order, Rows rows) {
        List<String> keys = rows(company, order, rows, true).stream()
                .map(row -> new RowKey(rows.table().alias(), row.recno()).toString())
                .toList();
        if (rows.carryReference() && !keys.isEmpty()) {
            return keys.size() == 1 ? new ReadBack.Found(keys.getFirst()) : new ReadBack.Several(keys);
        }
        return order.loss() == null ? alike(company, order, keys) : alike(keys, List.of(), true);
    }

    private ReadBack alike(Company company, DeliveryOrder order, List<String> keys) {
        Optional<List<String>> pending = pending(company, order);
        return alike(keys, pending.orElse(List.of()), pending.isPresent());
    }

    private static ReadBack alike(List<String> keys, List<String> pending, boolean pendingShown) {
        return keys.isEmpty() && pending.isEmpty()
                ? new ReadBack.Absent(pendingShown)
                : new ReadBack.Alike(keys, pending, pendingShown);
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
        return reversal == null
                ? new ReadBack.Unavailable("it is not known which posting is reversed")
                : result(rows(company, order, reversal).stream()
                        .filter(row -> row.text(Table.DELETED).equals("*"))
                        .toList());
    }

    /** Rows of the posting that is reversed. Where none can be asked for, that none is there would be no answer. */
    private List<Row> rows(Company company, DeliveryOrder order, Reversal reversal) {
        Optional<RowKey> key = Optional.ofNullable(reversal.erpKey()).flatMap(RowKey::read);
        if (key.filter(RowKey::isOfSh6).isPresent()) {
            return query.all(company, new Question(Table.SH6, Table.RECNO + " = " + key.get(), true, false));
        }
        return mapping.posting()
                .reference()
                .filter(field -> key.isEmpty() && !reversal.reference().isBlank())
                .map(field -> referenced(company, order, field.table(), reversal.reference()))
                .orElseThrow(() -> new SourceUnavailable("nothing that the hub reads tells whether "
                        + key.map(row -> "row " + row).orElse("the posting") + " was reversed: look in Protheus"));
    }

    /** Keys of those that Protheus keeps as pending and that fit; empty where that table is not known or not readable. */
    private Optional<List<String>> pending(Company company, DeliveryOrder order) {
        return mapping.pending()
                .filter(kept -> capabilities.pendingTable(company, kept.rows().table()))
                .map(kept -> rows(company, order, kept.rows(), false).stream()
                        .map(row -> row.text(kept.key()))
                        .toList());
    }

    List<Row> rows(Company company, Consignment order, Rows wanted, boolean deleted) {
        Values values = new Values(order, company, ProtheusReference.marked(order.reference()));
        return query.all(company, new Question(wanted.table(), where(wanted, values), deleted, false)).stream()
                .filter(row -> fits(row, wanted.match(), values, String::equals))
                .filter(row -> fits(row, wanted.holds(), values, String::contains))
                .toList();
    }

    /** Without a value of the delivery all rows of the table would be asked for. */
    private static String where(Rows wanted, Values values) {
        Map<Boolean, List<String>> byFixed = wanted.narrowing()
                .collect(Collectors.partitioningBy(
                        field -> field.getValue().isFixed(),
                        Collectors.flatMapping(
                                field ->
                                        narrowing(field, wanted.match().containsKey(field.getKey()) ? "" : "%", values),
                                Collectors.toList())));
        List<String> own = byFixed.getOrDefault(false, List.of());
        if (own.isEmpty()) {
            throw new SourceUnavailable(
                    "the delivery has no value by which " + wanted.table().alias() + " can be searched");
        }
        return Stream.concat(own.stream(), byFixed.getOrDefault(true, List.of()).stream())
                .collect(Collectors.joining(" AND "));
    }

    /** By as much of the value as each database compares alike, however it is set up. */
    private static Stream<String> narrowing(Map.Entry<String, Template> field, String before, Values values) {
        Matcher plain = PLAIN.matcher(needed(field, values).toString());
        return plain.lookingAt() ? Stream.of(like(field.getKey(), before + plain.group())) : Stream.empty();
    }

    private static boolean fits(
            Row row, Map<String, Template> fields, Values values, java.util.function.BiPredicate<String, String> test) {
        return fields.entrySet().stream().allMatch(field -> {
            Object wanted = needed(field, values);
            String held = row.text(field.getKey());
            return wanted instanceof BigDecimal number
                    ? NaturalKey.same(held, number)
                    : test.test(held, wanted.toString());
        });
    }

    private static Object needed(Map.Entry<String, Template> field, Values values) {
        Object wanted = field.getValue().render(values);
        if (wanted == null) {
            throw new SourceUnavailable("the delivery has no value by which to search " + field.getKey());
        }
        return wanted;
    }
}
