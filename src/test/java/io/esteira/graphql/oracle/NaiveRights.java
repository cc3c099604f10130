package io.esteira.graphql.oracle;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.SelectedField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types a field has to do with: those that it answers, and those that it asks about. */
record NaiveRights(NaiveView view) {

    Optional<DescribedType> forbidden(DescribedType root, DataFetchingEnvironment environment) {
        Set<DescribedType> touched = new LinkedHashSet<>(List.of(root));
        addAsked(
                root,
                environment.getArguments(),
                asksRows(environment.getFieldType(), environment.getSelectionSet()),
                touched);
        for (SelectedField field : environment.getSelectionSet().getFields()) {
            DescribedType type = described(field).orElse(root);
            touched.add(type);
            addAsked(type, field.getArguments(), asksRows(field.getType(), field.getSelectionSet()), touched);
            if (root.members().get(field.getName()) instanceof DescribedType.One one && isCount(field)) {
                touched.add(view.type(one.target()));
            }
        }
        return touched.stream().filter(type -> !mayRead(type)).findFirst();
    }

    /** Of a page or a measure of which nothing is asked, conditions do not matter. */
    private static boolean asksRows(GraphQLOutputType type, DataFetchingFieldSelectionSet asked) {
        return !name(type).matches(".+(Connection|Counts|Numbers|Values)")
                || asked.getImmediateFields().stream()
                        .anyMatch(field -> !List.of("__typename", "freshness").contains(field.getName()));
    }

    private static boolean isCount(SelectedField field) {
        return name(field.getType()).equals("Int");
    }

    private static String name(GraphQLOutputType type) {
        return GraphQLTypeUtil.unwrapAll(type).getName();
    }

    private boolean mayRead(DescribedType type) {
        return type.roles().contains("any")
                || view.caller().roles().stream()
                        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                        .anyMatch(role -> role.equals("admin") || type.roles().contains(role));
    }

    /** The type whose rows the field answers, be it as a page; empty for values and groups. */
    private Optional<DescribedType> described(SelectedField field) {
        String name = name(field.getType());
        return view.store()
                .types()
                .find(name.replaceAll("(Connection|Edge)$", ""))
                .or(() -> view.store().types().find(name));
    }

    private void addAsked(DescribedType type, Map<String, Object> arguments, boolean rows, Set<DescribedType> touched) {
        for (String name : List.of("where", "orderBy", "groupBy")) {
            if (rows || !name.equals("where")) {
                addAsked(type, arguments.get(name), touched);
            }
        }
    }

    private void addAsked(DescribedType type, @Nullable Object asked, Set<DescribedType> touched) {
        if (asked instanceof List<?> list) {
            list.forEach(element -> addAsked(type, element, touched));
        } else if (asked instanceof Map<?, ?> object) {
            object.forEach((name, inner) -> addAsked(type, String.valueOf(name), inner, touched));
        }
    }

    private void addAsked(DescribedType type, String name, @Nullable Object inner, Set<DescribedType> touched) {
        if (List.of("and", "or", "not").contains(name)) {
            addAsked(type, inner, touched);
            return;
        }
        String target =
                switch (type.members().get(name)) {
                    case DescribedType.One one -> one.target();
                    case DescribedType.Many many -> many.target();
                    case null, default -> null;
                };
        if (target != null) {
            touched.add(view.type(target));
            addAsked(view.type(target), inner, touched);
        }
    }
}
