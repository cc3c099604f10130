package io.esteira.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was made of root fields for as long as their parsed documents are kept: a document that comes again finds its statements.
 * Safe for use by several threads.
 */
final class Questions {

    private static final int MAX_FIELDS = 5_000;

    /** Ways in which a field's own fields are skipped and included; those beyond are made each time. */
    private static final int MAX_WAYS = 16;

    /** @param switches variables that decide which fields are asked for */
    private record Asked(List<String> switches, Map<List<Object>, Question> questions) {

        List<Object> way(Map<String, Object> variables) {
            return switches.isEmpty()
                    ? List.of()
                    : switches.stream()
                            .map(name -> variables.getOrDefault(name, ""))
                            .toList();
        }
    }

    private final Cache<Field, Asked> byField =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_FIELDS).build();

    Question of(DataFetchingEnvironment environment) {
        Field field = environment.getMergedField().getSingleField();
        Asked asked =
                byField.get(field, first -> new Asked(switches(environment.getDocument()), new ConcurrentHashMap<>()));
        List<Object> way = asked.way(environment.getVariables());
        Question known = asked.questions().get(way);
        if (known != null) {
            return known;
        }
        Question made = Question.of(environment);
        if (asked.questions().size() < MAX_WAYS) {
            asked.questions().put(way, made);
        }
        return made;
    }

    /** The question of a root field that came before, in the same document and way. */
    Optional<Question> find(Field field, Map<String, Object> variables) {
        return Optional.ofNullable(byField.getIfPresent(field))
                .map(asked -> asked.questions().get(asked.way(variables)));
    }

    private static List<String> switches(Document document) {
        TreeSet<String> names = new TreeSet<>();
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitDirective(Directive node, TraverserContext<Node> context) {
                                node.getArguments().forEach(argument -> {
                                    if (argument.getValue() instanceof VariableReference variable) {
                                        names.add(variable.getName());
                                    }
                                });
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return List.copyOf(names);
    }
}
