package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Coerced arguments of a field; those that are absent or null say nothing. */
record Arguments(Map<String, @Nullable Object> given) {

    @Nullable
    String text(String name) {
        return (String) given.get(name);
    }

    @Nullable
    Integer number(String name) {
        return (Integer) given.get(name);
    }

    @Nullable
    Map<String, Object> where() {
        Object where = given.get("where");
        return where == null ? null : NaiveCondition.object(where);
    }

    @Nullable
    List<Map<String, Object>> orderBy() {
        return list("orderBy");
    }

    @Nullable
    List<Map<String, Object>> list(String name) {
        Object list = given.get(name);
        return list == null ? null : NaiveCondition.objects(list);
    }
}
