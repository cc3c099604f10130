package io.esteira.graphql.oracle;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.AstTransformer;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.ObjectField;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a question that shows a fault as small as it still shows it. */
public final class Smaller {

    private Smaller() {}

    /** @param shows whether a question, which may be invalid, shows the fault */
    public static RandomQuery query(RandomQuery query, Predicate<RandomQuery> shows) {
        RandomQuery smallest = query;
        Optional<RandomQuery> next = Optional.of(query);
        while (next.isPresent()) {
            smallest = next.get();
            next = smallerByOne(smallest).filter(shows).findFirst();
        }
        return smallest;
    }

    private static Stream<RandomQuery> smallerByOne(RandomQuery query) {
        Document document = Parser.parse(query.document());
        List<Node<?>> parts = new ArrayList<>();
        new NodeTraverser().depthFirst(new Collecting(parts), document);
        return parts.stream().map(part -> tidied(without(document, part), query));
    }

    /** Outer parts come first, so that much goes at once. */
    private static final class Collecting extends NodeVisitorStub {

        private final List<Node<?>> parts;

        Collecting(List<Node<?>> parts) {
            this.parts = parts;
        }

        @Override
        protected TraversalControl visitNode(Node node, TraverserContext<Node> context) {
            boolean only = context.getParentNode() instanceof SelectionSet set
                    && set.getSelections().size() == 1;
            if (node instanceof Selection<?> && !only
                    || node instanceof Argument && !(context.getParentNode() instanceof Directive)
                    || node instanceof Directive
                    || node instanceof ObjectField) {
                parts.add(node);
            }
            return TraversalControl.CONTINUE;
        }
    }

    private static Document without(Document document, Node<?> part) {
        return (Document) new AstTransformer().transform(document, new NodeVisitorStub() {
            @Override
            protected TraversalControl visitNode(Node node, TraverserContext<Node> context) {
                return node == part ? TreeTransformerUtil.deleteNode(context) : TraversalControl.CONTINUE;
            }
        });
    }

    /** Without fragments and variables that nothing mentions any more. */
    private static RandomQuery tidied(Document document, RandomQuery query) {
        Document tidy = document;
        int before;
        do {
            before = tidy.getDefinitions().size();
            Set<String> named = named(tidy);
            List<Definition> kept = tidy.getDefinitions().stream()
                    .filter(definition -> !(definition instanceof FragmentDefinition fragment)
                            || named.contains("..." + fragment.getName()))
                    .toList();
            tidy = tidy.transform(builder -> builder.definitions(kept));
        } while (tidy.getDefinitions().size() < before);
        Set<String> named = named(tidy);
        List<Definition> definitions = tidy.getDefinitions().stream()
                .map(definition ->
                        definition instanceof OperationDefinition operation ? tidied(operation, named) : definition)
                .toList();
        return new RandomQuery(
                AstPrinter.printAst(tidy.transform(builder -> builder.definitions(definitions))),
                query.variables(),
                query.others());
    }

    private static Definition<?> tidied(OperationDefinition operation, Set<String> named) {
        return operation.transform(builder -> builder.variableDefinitions(operation.getVariableDefinitions().stream()
                .filter(variable -> named.contains("$" + variable.getName()))
                .toList()));
    }

    private static Set<String> named(Document document) {
        Set<String> named = new HashSet<>();
        new NodeTraverser()
                .depthFirst(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitFragmentSpread(
                                    FragmentSpread spread, TraverserContext<Node> context) {
                                named.add("..." + spread.getName());
                                return super.visitFragmentSpread(spread, context);
                            }

                            @Override
                            public TraversalControl visitVariableReference(
                                    VariableReference variable, TraverserContext<Node> context) {
                                if (!(context.getParentNode() instanceof graphql.language.VariableDefinition)) {
                                    named.add("$" + variable.getName());
                                }
                                return super.visitVariableReference(variable, context);
                            }
                        },
                        document);
        return named;
    }
}
