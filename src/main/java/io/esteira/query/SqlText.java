package io.esteira.query;

import java.util.ArrayList;
import java.util.List;

/** SQL in the making, with what is to be bound, in the order of the text. */
final class SqlText {

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

    /** An expression of the schema for the row of that alias. */
    SqlText expression(String template, String alias) {
        String[] parts = template.replace("{t}", alias).split("\\{now}", -1);
        add(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            bind(Bind.NOW).add(parts[i]);
        }
        return this;
    }

    String newAlias() {
        return "t" + aliases++;
    }

    Statement toStatement(Reader reader) {
        return new Statement(text.toString(), List.copyOf(binds), reader);
    }
}
