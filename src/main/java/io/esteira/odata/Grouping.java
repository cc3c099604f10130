package io.esteira.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceCount;
import org.apache.olingo.server.api.uri.queryoption.ApplyItem;
import org.apache.olingo.server.api.uri.queryoption.FilterOption;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.apply.Aggregate;
import org.apache.olingo.server.api.uri.queryoption.apply.AggregateExpression;
import org.apache.olingo.server.api.uri.queryoption.apply.GroupBy;
import org.apache.olingo.server.api.uri.queryoption.apply.GroupByItem;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.Unary;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code $apply} as a grouping of the contract: rows by a filter, put into groups, groups by a filter.
 *
 * @param keys by what rows are grouped
 * @param where conditions on rows
 * @param having conditions on groups
 */
record Grouping(
        String type,
        List<PropertyPath> keys,
        List<Measure> measures,
        List<Map<String, Object>> where,
        List<Map<String, Object>> having,
        List<Map<String, Object>> order) {

    /**
     * A number or value of a group.
     *
     * @param name the field of the contract's groups that tells it, such as {@code sum}
     * @param field of the rows; null for their number
     */
    record Measure(String alias, String name, @Nullable String field) {

        /** An object that says something of this measure. */
        Map<String, Object> of(Object value) {
            return Map.of(name, field == null ? value : Map.of(field, value));
        }
    }

    static Grouping of(Contract contract, String type, UriInfo asked) throws ODataApplicationException {
        Grouping grouping = new Grouping(
                type, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        boolean grouped = false;
        for (ApplyItem item : asked.getApplyOption().getApplyItems()) {
            if (item instanceof org.apache.olingo.server.api.uri.queryoption.apply.Filter filter) {
                grouping.filter(contract, filter.getFilterOption(), grouped);
            } else if (!grouped && item instanceof GroupBy by) {
                grouping.group(by);
                grouped = true;
            } else if (!grouped && item instanceof Aggregate aggregate) {
                grouping.measure(aggregate);
                grouped = true;
            } else {
                throw Refusals.notServed("This part of $apply: filter, then groupby or aggregate, then filter; it");
            }
        }
        if (!grouped) {
            throw Refusals.notServed("$apply without groupby or aggregate");
        }
        if (asked.getFilterOption() != null) {
            grouping.filter(contract, asked.getFilterOption(), true);
        }
        if (asked.getOrderByOption() != null) {
            for (OrderByItem item : asked.getOrderByOption().getOrders()) {
                grouping.order().add(grouping.order(contract, item));
            }
        }
        return grouping;
    }

    private void group(GroupBy by) throws ODataApplicationException {
        for (GroupByItem item : by.getGroupByItems()) {
            if (item.isRollupAll() || !item.getRollup().isEmpty()) {
                throw Refusals.notServed("rollup");
            }
            keys.add(PropertyPath.of(type, item.getPath()));
        }
        if (by.getApplyOption() == null) {
            return;
        }
        for (ApplyItem item : by.getApplyOption().getApplyItems()) {
            if (!(item instanceof Aggregate aggregate)) {
                throw Refusals.notServed("Anything but aggregate within groupby");
            }
            measure(aggregate);
        }
    }

    private void measure(Aggregate aggregate) throws ODataApplicationException {
        for (AggregateExpression each : aggregate.getExpressions()) {
            measures.add(measure(each));
        }
    }

    private Measure measure(AggregateExpression asked) throws ODataApplicationException {
        if (asked.getInlineAggregateExpression() != null || !asked.getFrom().isEmpty()) {
            throw Refusals.notServed("from within aggregate");
        }
        if (asked.getPath().size() == 1 && asked.getPath().getFirst() instanceof UriResourceCount) {
            return new Measure(asked.getAlias(), "count", null);
        }
        if (!(asked.getExpression() instanceof Member member) || asked.getStandardMethod() == null) {
            throw Refusals.notServed("An aggregate of anything but a property");
        }
        PropertyPath path = PropertyPath.of(type, member.getResourcePath().getUriResourceParts());
        if (!path.navigation().isEmpty()) {
            throw Refusals.notServed("An aggregate of a related row");
        }
        String name =
                switch (asked.getStandardMethod()) {
                    case SUM -> "sum";
                    case AVERAGE -> "avg";
                    case MIN -> "min";
                    case MAX -> "max";
                    case COUNT_DISTINCT -> "countDistinct";
                };
        return new Measure(asked.getAlias(), name, path.property());
    }

    /** Groups whose keys do not meet a condition are those of the rows that do not meet it. */
    private void filter(Contract contract, FilterOption option, boolean grouped) throws ODataApplicationException {
        for (Expression part : Filter.operands(option.getExpression(), BinaryOperatorKind.AND)) {
            if (grouped && measures.stream().anyMatch(measure -> mentions(part, measure))) {
                having.add(having(contract, part));
            } else {
                where.add(new Filter(contract, type).where(part));
            }
        }
    }

    private static boolean mentions(Expression expression, Measure measure) {
        return switch (expression) {
            case Binary binary ->
                mentions(binary.getLeftOperand(), measure)
                        || binary.getRightOperand() != null && mentions(binary.getRightOperand(), measure);
            case Unary unary -> mentions(unary.getOperand(), measure);
            case Member member -> measure.alias().equals(alias(member));
            default -> false;
        };
    }

    private static String alias(Member member) {
        List<UriResource> parts = member.getResourcePath().getUriResourceParts();
        return parts.size() == 1 ? parts.getFirst().getSegmentValue() : "";
    }

    private Optional<Measure> measure(Expression expression) {
        return expression instanceof Member member
                ? measures.stream()
                        .filter(measure -> measure.alias().equals(alias(member)))
                        .findFirst()
                : Optional.empty();
    }

    private Map<String, Object> having(Contract contract, Expression expression) throws ODataApplicationException {
        if (expression instanceof Unary unary && unary.getOperator() == UnaryOperatorKind.NOT) {
            return Map.of("not", having(contract, unary.getOperand()));
        }
        if (!(expression instanceof Binary binary)) {
            throw Refusals.notServed("This condition on groups");
        }
        if (Filter.isJunction(binary.getOperator())) {
            List<Map<String, Object>> parts = new ArrayList<>();
            for (Expression part : Filter.operands(binary, binary.getOperator())) {
                parts.add(having(contract, part));
            }
            return Map.of(binary.getOperator() == BinaryOperatorKind.AND ? "and" : "or", parts);
        }
        Measure measure = measure(binary.getLeftOperand())
                .orElseThrow(() -> Refusals.notServed("A condition on groups that compares no aggregate with a value"));
        if (!(binary.getRightOperand() instanceof Literal literal)) {
            throw Refusals.notServed("A condition on groups that compares an aggregate with no value");
        }
        String filter = input(contract, measure, "Having");
        String operator = Filter.operator(binary.getOperator(), false);
        return measure.of(
                Filter.isNull(literal)
                        ? Map.of("isNull", operator.equals("eq"))
                        : Map.of(operator, Filter.operand(filter, literal)));
    }

    /** Type of the field that says something of a measure. */
    private String input(Contract contract, Measure measure, String kind) throws ODataApplicationException {
        String about = type + (kind.equals("OrderBy") ? "AggregateOrderBy" : kind);
        String outer = contract.input(about, measure.name());
        String found = outer == null || measure.field() == null ? outer : contract.input(outer, measure.field());
        if (found == null) {
            throw Refusals.notServed("$filter or $orderby by `" + measure.alias() + "`");
        }
        return found;
    }

    private Map<String, Object> order(Contract contract, OrderByItem item) throws ODataApplicationException {
        String direction = Ordering.direction(item);
        Optional<Measure> measure = measure(item.getExpression());
        if (measure.isPresent()) {
            String unused = input(contract, measure.get(), "OrderBy");
            return measure.get().of(direction);
        }
        if (!(item.getExpression() instanceof Member member)) {
            throw Refusals.notServed("$orderby by anything but a property");
        }
        PropertyPath path = PropertyPath.of(type, member.getResourcePath().getUriResourceParts());
        if (!keys.contains(path)) {
            throw Refusals.badInput("Groups are ordered by what they are grouped by, or by an aggregate.");
        }
        return Map.of("key", path.of(direction));
    }
}
