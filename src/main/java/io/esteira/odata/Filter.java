package io.esteira.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceComplexProperty;
import org.apache.olingo.server.api.uri.UriResourceLambdaAll;
import org.apache.olingo.server.api.uri.UriResourceLambdaAny;
import org.apache.olingo.server.api.uri.UriResourceLambdaVariable;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourcePartTyped;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.Method;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Unary;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes a condition of the contract of {@code $filter}. Both hold for a missing value where they compare it by {@code ne} or ask for null,
 * and nowhere else. What the contract has no condition for is refused.
 */
final class Filter {

    private static final Map<String, Object> ALWAYS = Map.of();
    private static final Map<String, Object> NEVER = Map.of("not", Map.of());
    private static final String IS_NULL = "isNull";

    private final Contract contract;
    private final String type;
    private final @Nullable String variable;

    /** @param type of the rows */
    Filter(Contract contract, String type) {
        this(contract, type, null);
    }

    private Filter(Contract contract, String type, @Nullable String variable) {
        this.contract = contract;
        this.type = type;
        this.variable = variable;
    }

    Map<String, Object> where(Expression expression) throws ODataApplicationException {
        return switch (expression) {
            case Binary binary
            when isJunction(binary.getOperator()) -> {
                List<Map<String, Object>> parts = new ArrayList<>();
                for (Expression part : operands(binary, binary.getOperator())) {
                    parts.add(where(part));
                }
                yield Map.of(binary.getOperator() == BinaryOperatorKind.AND ? "and" : "or", parts);
            }
            case Binary binary -> comparison(binary);
            case Unary unary when unary.getOperator() == UnaryOperatorKind.NOT -> not(where(unary.getOperand()));
            case Method method -> text(method);
            case Member member -> member(member);
            case Literal literal when literal.getText().equals("true") -> ALWAYS;
            case Literal literal when literal.getText().equals("false") -> NEVER;
            default -> throw Refusals.notServed("This expression in $filter");
        };
    }

    static boolean isJunction(BinaryOperatorKind operator) {
        return operator == BinaryOperatorKind.AND || operator == BinaryOperatorKind.OR;
    }

    /** A chain of one operator is one list, however long it is. */
    static List<Expression> operands(Expression expression, BinaryOperatorKind operator) {
        List<Expression> found = new ArrayList<>();
        Expression rest = expression;
        while (rest instanceof Binary binary && binary.getOperator() == operator) {
            found.addFirst(binary.getRightOperand());
            rest = binary.getLeftOperand();
        }
        found.addFirst(rest);
        return found;
    }

    private static Map<String, Object> not(Map<String, Object> condition) {
        return Map.of("not", condition);
    }

    private Map<String, Object> comparison(Binary binary) throws ODataApplicationException {
        if (binary.getOperator() == BinaryOperatorKind.IN) {
            return oneOf(binary);
        }
        boolean swapped = binary.getLeftOperand() instanceof Literal;
        Expression value = swapped ? binary.getRightOperand() : binary.getLeftOperand();
        Expression other = swapped ? binary.getLeftOperand() : binary.getRightOperand();
        if (!(value instanceof Member member) || !(other instanceof Literal literal)) {
            throw Refusals.notServed("A comparison of anything but a property with a value");
        }
        PropertyPath path = path(member);
        String operator = operator(binary.getOperator(), swapped);
        if (isNull(literal)) {
            return withNull(path, operator);
        }
        Object operand = operand(path, literal);
        // A missing related row has no value, so that it differs; the contract wants it to be there.
        return operator.equals("ne") && !path.navigation().isEmpty()
                ? not(condition(path, "eq", operand))
                : condition(path, operator, operand);
    }

    static String operator(BinaryOperatorKind kind, boolean swapped) throws ODataApplicationException {
        return switch (kind) {
            case EQ -> "eq";
            case NE -> "ne";
            case GT -> swapped ? "lt" : "gt";
            case GE -> swapped ? "lte" : "gte";
            case LT -> swapped ? "gt" : "lt";
            case LE -> swapped ? "gte" : "lte";
            default -> throw Refusals.notServed("The operator `" + kind + "`");
        };
    }

    private Map<String, Object> oneOf(Binary binary) throws ODataApplicationException {
        if (!(binary.getLeftOperand() instanceof Member member)) {
            throw Refusals.notServed("`in` of anything but a property");
        }
        PropertyPath path = path(member);
        List<Object> values = new ArrayList<>();
        for (Expression each : binary.getExpressions()) {
            if (!(each instanceof Literal literal) || isNull(literal)) {
                throw Refusals.notServed("`in` with anything but values");
            }
            values.add(operand(path, literal));
        }
        return condition(path, "in", values);
    }

    static boolean isNull(Literal literal) {
        return literal.getType() == null || literal.getText().equals("null");
    }

    private Map<String, Object> withNull(PropertyPath path, String operator) throws ODataApplicationException {
        Map<String, Object> known =
                contract.takes(filterOf(path), IS_NULL) ? condition(path, IS_NULL, false) : path.of(Map.of());
        return switch (operator) {
            case "eq" -> not(known);
            case "ne" -> known;
            default -> NEVER;
        };
    }

    private String filterOf(PropertyPath path) throws ODataApplicationException {
        String filter = contract.input(path.owner() + "Where", path.property());
        if (filter == null) {
            throw Refusals.notServed("$filter by `" + path.property() + "`");
        }
        return filter;
    }

    private Map<String, Object> condition(PropertyPath path, String operator, Object operand)
            throws ODataApplicationException {
        if (!contract.takes(filterOf(path), operator)) {
            throw Refusals.notServed("`" + operator + "` of `" + path.property() + "`");
        }
        return path.of(Map.of(operator, operand));
    }

    private PropertyPath path(Member member) throws ODataApplicationException {
        return PropertyPath.of(type, own(member.getResourcePath().getUriResourceParts()));
    }

    /** Parts of a path that begins at the row that is asked about, be it the outermost one or that of a lambda. */
    private List<UriResource> own(List<UriResource> parts) throws ODataApplicationException {
        boolean begun = parts.getFirst() instanceof UriResourceLambdaVariable;
        if (begun != (variable != null)
                || begun && !parts.getFirst().getSegmentValue().equals(variable)) {
            throw Refusals.notServed("A condition in a lambda on anything but its own variable");
        }
        return begun ? parts.subList(1, parts.size()) : parts;
    }

    private Map<String, Object> member(Member member) throws ODataApplicationException {
        List<UriResource> parts = member.getResourcePath().getUriResourceParts();
        return switch (parts.getLast()) {
            case UriResourceLambdaAny any -> lambda(parts, any.getLambdaVariable(), any.getExpression(), false);
            case UriResourceLambdaAll all ->
                lambda(parts, String.valueOf(all.getLambdaVariable()), all.getExpression(), true);
            default -> condition(path(member), "eq", true);
        };
    }

    private Map<String, Object> lambda(
            List<UriResource> parts, @Nullable String name, @Nullable Expression expression, boolean all)
            throws ODataApplicationException {
        List<UriResource> way = own(parts.subList(0, parts.size() - 1));
        List<String> fields = new ArrayList<>();
        for (UriResource step : way) {
            if (!(step instanceof UriResourceNavigation || step instanceof UriResourceComplexProperty)) {
                throw Refusals.notServed("The path through `" + step.getSegmentValue() + "`");
            }
            fields.add(step.getSegmentValue());
        }
        String target = ((UriResourcePartTyped) way.getLast()).getType().getName();
        Map<String, Object> inner = expression == null ? ALWAYS : new Filter(contract, target, name).where(expression);
        return all ? not(PropertyPath.within(fields, not(inner))) : PropertyPath.within(fields, inner);
    }

    private Map<String, Object> text(Method method) throws ODataApplicationException {
        String operator =
                switch (method.getMethod()) {
                    case CONTAINS -> "contains";
                    case STARTSWITH -> "startsWith";
                    default -> throw Refusals.notServed("The function `" + method.getMethod() + "`");
                };
        Expression where = method.getParameters().getFirst();
        if (!(method.getParameters().get(1) instanceof Literal literal) || isNull(literal)) {
            throw Refusals.notServed("`" + method.getMethod() + "` with anything but a value");
        }
        String part = String.valueOf(plain(literal));
        if (where instanceof Method folded && isFolding(folded.getMethod())) {
            boolean lower = folded.getMethod() == MethodKind.TOLOWER;
            if (!part.equals(lower ? part.toLowerCase(Locale.ROOT) : part.toUpperCase(Locale.ROOT))) {
                return NEVER;
            }
            where = folded.getParameters().getFirst();
        }
        if (!(where instanceof Member member)) {
            throw Refusals.notServed("`" + method.getMethod() + "` of anything but a property");
        }
        return condition(path(member), operator, part);
    }

    private static boolean isFolding(MethodKind kind) {
        return kind == MethodKind.TOLOWER || kind == MethodKind.TOUPPER;
    }

    /** As variables of the contract take it: whole numbers up to 32 bits are numbers, longer and exact ones texts. */
    private Object operand(PropertyPath path, Literal literal) throws ODataApplicationException {
        return operand(filterOf(path), literal);
    }

    static Object operand(String filter, Literal literal) throws ODataApplicationException {
        Object value = plain(literal);
        try {
            return switch (filter) {
                case "IntFilter" -> Integer.valueOf(value.toString());
                case "BooleanFilter" -> Boolean.valueOf(value.toString());
                default -> value;
            };
        } catch (NumberFormatException e) {
            throw Refusals.badInput("`" + literal.getText() + "` is no whole number of 32 bits.");
        }
    }

    /** A text without its quotes, anything else as it is written. */
    private static Object plain(Literal literal) throws ODataApplicationException {
        if (literal.getType() instanceof EdmPrimitiveType primitive && primitive.getKind() == EdmTypeKind.PRIMITIVE) {
            try {
                return primitive.fromUriLiteral(literal.getText());
            } catch (EdmPrimitiveTypeException e) {
                throw Refusals.badInput("`" + literal.getText() + "` is no value.");
            }
        }
        throw Refusals.notServed("A value of this type");
    }
}
