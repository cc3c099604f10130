package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL in the making, with what is to be bound, in the order of the text. */
final class SqlText {

    private static final Pattern VALUES = Pattern.compile("\\{(now|companies)}");

    private final StringBuilder text = new StringBuilder(1_024);
    private final List<Bind> binds = new ArrayList<>();
    private int aliases;

    /** @param sql of the compiler or the schema; never of a request */
    SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    SqlText bind(Bind bind) {
        text.append('?');
        binds.add(bind);
        return this;
    }

    /** An expression of the schema for the row of that alias; knows {@code {now}} and {@code {companies}}. */
    SqlText expression(String template, String alias) {
        Matcher values = VALUES.matcher(template.replace("{t}", alias));
        StringBuilder plain = new StringBuilder();
        while (values.find()) {
            values.appendReplacement(plain, "?");
            binds.add(values.group().equals("{now}") ? Bind.NOW : Bind.COMPANIES);
        }
        text.append(values.appendTail(plain));
        return this;
    }

    String newAlias() {
        return "t" + aliases++;
    }

    Statement toStatement(Entity entity, Rewriter rewriter, Shape shape) {
        return new Statement(entity, text.toString(), List.copyOf(binds), rewriter, shape, false);
    }
}
