package io.esteira.odata;

import io.esteira.documents.Asker;
import io.esteira.documents.CellKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.uri.UriInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads groups from the contract and tells them. For one request. */
final class Groups {

    private static final String ROWS = "rows";
    private static final String KEY = "key";

    private final Contract contract;
    private final Asker asker;
    private final Way way;
    private final UriInfo asked;

    Groups(Contract contract, Asker asker, Way way, UriInfo asked) {
        this.contract = contract;
        this.asker = asker;
        this.way = way;
        this.asked = asked;
    }

    /** The answer in JSON. */
    byte[] answer(ODataRequest request, ContentType format) throws ODataApplicationException {
        requireServed(format);
        Grouping grouping = Grouping.of(contract, way.last().type().getName(), asked);
        Operation operation = new Operation();
        String selection = ROWS + ": " + way.last().field() + "Aggregate" + arguments(grouping, operation) + " { "
                + fields(grouping) + " }";
        Object rows =
                asker.ask(operation.text(selection), operation.variables()).get(ROWS);
        Telling telling = Telling.of(format);
        List<Map<String, Object>> told = new ArrayList<>();
        for (Object row : Rows.of(rows)) {
            told.add(row(grouping, (Map<?, ?>) row, telling));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        if (telling.types()) {
            answer.put("@odata.context", request.getRawBaseUri() + "/$metadata#" + context(grouping));
        }
        if (Options.counted(asked)) {
            answer.put("@odata.count", told.size());
        }
        answer.put("value", told);
        return JsonMapper.shared().writeValueAsBytes(answer);
    }

    private void requireServed(ContentType format) throws ODataApplicationException {
        if (way.steps().size() > 1 || way.single()) {
            throw Refusals.notServed("$apply on anything but an entity set");
        }
        if (asked.getSelectOption() != null || asked.getExpandOption() != null || asked.getSkipTokenOption() != null) {
            throw Refusals.notServed("$select, $expand or $skiptoken beside $apply");
        }
        if (Options.counted(asked) && asked.getTopOption() != null) {
            throw Refusals.notServed("$count beside $apply and $top");
        }
        if (!format.isCompatible(ContentType.APPLICATION_JSON)) {
            throw Refusals.notServed("$apply in anything but JSON");
        }
    }

    private String arguments(Grouping grouping, Operation operation) throws ODataApplicationException {
        String type = grouping.type();
        List<String> arguments = new ArrayList<>();
        if (!grouping.where().isEmpty()) {
            arguments.add("where: " + operation.variable(type + "Where", Map.of("and", grouping.where())));
        }
        if (!grouping.keys().isEmpty()) {
            arguments.add("groupBy: " + operation.variable('[' + type + "GroupBy!]", keys(grouping)));
        }
        if (!grouping.having().isEmpty()) {
            arguments.add("having: " + operation.variable(type + "Having", Map.of("and", grouping.having())));
        }
        if (!grouping.order().isEmpty()) {
            arguments.add("orderBy: " + operation.variable('[' + type + "AggregateOrderBy!]", grouping.order()));
        }
        if (asked.getTopOption() != null) {
            arguments.add(
                    "limit: " + operation.variable("Int", asked.getTopOption().getValue()));
        }
        return arguments.isEmpty() ? "" : '(' + String.join(", ", arguments) + ')';
    }

    private List<Map<String, Object>> keys(Grouping grouping) throws ODataApplicationException {
        List<Map<String, Object>> keys = new ArrayList<>();
        for (PropertyPath path : grouping.keys()) {
            String by = contract.input(path.owner() + "GroupBy", path.property());
            keys.add(path.of(
                    switch (by) {
                        case "Grouping" -> "VALUE";
                        case "DateUnit" -> "DAY";
                        case null, default -> throw Refusals.notServed("groupby `" + path.text() + "`");
                    }));
        }
        return keys;
    }

    private static String fields(Grouping grouping) {
        Set<String> fields = new LinkedHashSet<>();
        if (!grouping.keys().isEmpty()) {
            fields.add(KEY + " { " + tree(grouping, " { ", " }", " ") + " }");
        }
        for (Grouping.Measure measure : grouping.measures()) {
            fields.add(
                    measure.field() == null
                            ? measure.name()
                            : alias(measure) + ": " + measure.name() + " { " + measure.field() + " }");
        }
        return fields.isEmpty() ? "count" : String.join(" ", fields);
    }

    private static String alias(Grouping.Measure measure) {
        return measure.name() + '_' + measure.field();
    }

    /** The keys with the objects that lead to them. */
    private static String tree(Grouping grouping, String open, String close, String between) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (PropertyPath path : grouping.keys()) {
            Map<String, Object> at = tree;
            for (String step : path.navigation()) {
                at = inner(at, step);
            }
            at.put(path.property(), Map.of());
        }
        return text(tree, open, close, between);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> tree, String step) {
        return (Map<String, Object>) tree.computeIfAbsent(step, any -> new LinkedHashMap<>());
    }

    private static String text(Map<?, ?> tree, String open, String close, String between) {
        return String.join(
                between,
                tree.entrySet().stream()
                        .map(entry -> entry.getValue() instanceof Map<?, ?> below && !below.isEmpty()
                                ? entry.getKey() + open + text(below, open, close, between) + close
                                : String.valueOf(entry.getKey()))
                        .toList());
    }

    private String context(Grouping grouping) {
        List<String> parts = new ArrayList<>();
        if (!grouping.keys().isEmpty()) {
            parts.add(tree(grouping, "(", ")", ","));
        }
        grouping.measures().forEach(measure -> parts.add(measure.alias()));
        return way.last().field() + '(' + String.join(",", parts) + ')';
    }

    /**
     * How values are told.
     *
     * @param types of values that JSON does not show are told too
     * @param exact numbers that JSON readers may round are texts
     */
    private record Telling(boolean types, boolean exact) {

        static Telling of(ContentType format) {
            return new Telling(
                    !"none".equals(format.getParameter(ContentType.PARAMETER_ODATA_METADATA)),
                    "true".equals(format.getParameter(ContentType.PARAMETER_IEEE754_COMPATIBLE)));
        }

        @Nullable
        Object value(@Nullable Object cell) {
            return switch (cell) {
                case null -> null;
                case Boolean yes -> yes;
                case Integer number -> number;
                case BigDecimal number -> exact ? number.toPlainString() : number;
                case Long number -> exact ? number.toString() : number;
                default -> cell.toString();
            };
        }
    }

    private Map<String, Object> row(Grouping grouping, Map<?, ?> row, Telling telling) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (PropertyPath path : grouping.keys()) {
            Object from = row.get(KEY);
            Map<String, Object> to = told;
            for (String step : path.navigation()) {
                from = member(from, step);
                to = inner(to, step);
            }
            Object value = from instanceof Map<?, ?> members ? members.get(path.property()) : null;
            to.put(
                    path.property(),
                    telling.value(kind(path.owner(), path.property()).cell(value)));
        }
        for (Grouping.Measure measure : grouping.measures()) {
            tell(grouping.type(), measure, row, telling, told);
        }
        return told;
    }

    private static @Nullable Object member(@Nullable Object of, String name) {
        return of instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private CellKind kind(String type, String field) {
        return CellKind.of(contract.field(type, field).getType());
    }

    private void tell(String type, Grouping.Measure measure, Map<?, ?> row, Telling telling, Map<String, Object> told) {
        CellKind kind = kindOf(type, measure);
        Object value =
                measure.field() == null ? row.get(measure.name()) : member(row.get(alias(measure)), measure.field());
        String edm = edm(kind);
        if (telling.types() && edm != null) {
            told.put(measure.alias() + "@odata.type", '#' + edm);
        }
        told.put(measure.alias(), telling.value(kind.cell(value)));
    }

    private CellKind kindOf(String type, Grouping.Measure measure) {
        return switch (measure.name()) {
            case "count", "countDistinct" -> CellKind.WHOLE;
            case "sum", "avg" -> CellKind.DECIMAL;
            default -> kind(type, String.valueOf(measure.field()));
        };
    }

    private static @Nullable String edm(CellKind kind) {
        return switch (kind) {
            case WHOLE -> "Int64";
            case DECIMAL -> "Decimal";
            case DATE -> "Date";
            case MOMENT -> "DateTimeOffset";
            case TEXT, BOOLEAN, JSON -> null;
        };
    }
}
