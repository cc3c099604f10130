package io.esteira.documents;

import graphql.language.Field;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;

/** Has lists within rows say whether there is more of them, where the document leaves their length open. */
final class InnerPages {

    private InnerPages() {}

    /** @param roots the selections are those of the operation itself */
    static SelectionSet told(SelectionSet asked, GraphQLFieldsContainer type, boolean roots) {
        List<Selection> selections = new ArrayList<>();
        for (Selection<?> selection : asked.getSelections()) {
            selections.add(selection instanceof Field field ? told(field, type, roots) : selection);
        }
        return new SelectionSet(selections);
    }

    private static Field told(Field field, GraphQLFieldsContainer owner, boolean root) {
        GraphQLFieldDefinition definition = owner.getFieldDefinition(field.getName());
        if (field.getSelectionSet() == null
                || definition == null
                || !(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLFieldsContainer type)) {
            return field;
        }
        List<Selection> selections =
                new ArrayList<>(told(field.getSelectionSet(), type, false).getSelections());
        boolean open = field.getArguments().stream()
                .noneMatch(argument -> argument.getName().equals("first"));
        if (!root && open && type.getName().endsWith("Connection")) {
            selections.add(ReadyDocument.standing("hasNextPage"));
        }
        return field.transform(built -> built.selectionSet(new SelectionSet(selections)));
    }
}
