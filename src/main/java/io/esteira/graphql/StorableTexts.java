package io.esteira.graphql;

import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.StringValue;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Looks for what is not to be stored: characters that PostgreSQL's text cannot hold (NUL, halves of surrogate pairs), and endless texts. */
final class StorableTexts {

    private StorableTexts() {}

    /** Whether all texts written in the document can be stored. */
    static boolean in(Document document) {
        AtomicBoolean storable = new AtomicBoolean(true);
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitStringValue(StringValue node, TraverserContext<Node> context) {
                                if (!isStorable(String.valueOf(node.getValue()))) {
                                    storable.set(false);
                                    return TraversalControl.QUIT;
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return storable.get();
    }

    /** Whether all texts of a variable, however deep, can be stored; names of what is JSON are stored with it. */
    static boolean in(@Nullable Object value) {
        return switch (value) {
            case String text -> isStorable(text);
            case Map<?, ?> object -> in(object.keySet()) && in(object.values());
            case Collection<?> list -> list.stream().allMatch(StorableTexts::in);
            case null, default -> true;
        };
    }

    /** Whether no text of a value, however deep, has more characters. */
    static boolean within(int most, @Nullable Object value) {
        return switch (value) {
            case String text -> text.length() <= most;
            case Map<?, ?> object -> within(most, object.keySet()) && within(most, object.values());
            case Collection<?> list -> list.stream().allMatch(part -> within(most, part));
            case null, default -> true;
        };
    }

    private static boolean isStorable(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
