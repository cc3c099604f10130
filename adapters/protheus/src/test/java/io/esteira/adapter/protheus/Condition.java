package io.esteira.adapter.protheus;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL conditions that the adapter writes, evaluated over rows in memory: comparison, IN, LIKE, AND, OR, brackets. */
final class Condition {

    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|>=|<=|<>|[()><=,]|[A-Za-z0-9_.]+");

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Map<String, Object> row;

    private Condition(String text, Map<String, Object> row) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        this.row = row;
    }

    static boolean holds(String text, Map<String, Object> row) {
        Condition condition = new Condition(text, row);
        boolean result = condition.either();
        if (!condition.tokens.isEmpty()) {
            throw new IllegalArgumentException("not understood: " + condition.tokens);
        }
        return result;
    }

    private boolean either() {
        boolean result = both();
        while ("OR".equals(tokens.peek())) {
            tokens.remove();
            result |= both();
        }
        return result;
    }

    private boolean both() {
        boolean result = one();
        while ("AND".equals(tokens.peek())) {
            tokens.remove();
            result &= one();
        }
        return result;
    }

    private boolean one() {
        String token = tokens.remove();
        if (token.equals("(")) {
            boolean result = either();
            expect(")");
            return result;
        }
        Object left = row.get(token);
        if (left == null) {
            throw new IllegalArgumentException("no column " + token);
        }
        String operator = tokens.remove();
        return switch (operator) {
            case "IN" -> list().stream().anyMatch(value -> compare(left, value) == 0);
            case "IS" -> {
                expect("NOT");
                expect("NULL");
                yield true;
            }
            case "LIKE" -> like(left.toString(), literal(tokens.remove()));
            default -> compares(operator, compare(left, literal(tokens.remove())));
        };
    }

    private static boolean compares(String operator, int result) {
        return switch (operator) {
            case "=" -> result == 0;
            case "<>" -> result != 0;
            case ">" -> result > 0;
            case ">=" -> result >= 0;
            default -> throw new IllegalArgumentException("operator " + operator);
        };
    }

    private List<String> list() {
        expect("(");
        List<String> values = new ArrayList<>();
        do {
            values.add(literal(tokens.remove()));
        } while (tokens.remove().equals(","));
        return values;
    }

    private void expect(String token) {
        if (!token.equals(tokens.remove())) {
            throw new IllegalArgumentException(token + " expected");
        }
    }

    private static String literal(String token) {
        return token.startsWith("'") ? token.substring(1, token.length() - 1).replace("''", "'") : token;
    }

    private static int compare(Object left, String right) {
        return left instanceof Number
                ? new BigDecimal(left.toString()).compareTo(new BigDecimal(right))
                : left.toString().stripTrailing().compareTo(right.stripTrailing());
    }

    private static boolean like(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char character : pattern.toCharArray()) {
            regex.append(
                    switch (character) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return text.matches(regex.toString());
    }
}
