package io.esteira.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import io.esteira.platform.Callers;
import io.esteira.platform.Role;
import io.micrometer.context.ContextSnapshot;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.stereotype.Component;

/** Who may read the schema: everybody in mode open, IT and integrations in mode hardened. */
@Component
final class Introspection {

    private static final List<Role> READERS = List.of(Role.IT, Role.INTEGRATION);
    private static final Set<String> FIELDS = Set.of("__schema", "__type");

    private final GraphQlMode mode;
    private final Callers callers;

    Introspection(ReadProperties properties, Callers callers) {
        this.mode = properties.mode();
        this.callers = callers;
    }

    /** Whether the caller of the current thread may. */
    boolean allowed() {
        return mode == GraphQlMode.OPEN || callers.current().hasAny(READERS);
    }

    /** Whether the caller of a request may, whatever thread it is on. */
    boolean allowed(GraphQLContext request) {
        if (mode == GraphQlMode.OPEN) {
            return true;
        }
        try (ContextSnapshot.Scope unused =
                ContextPropagationHelper.captureFrom(request).setThreadLocals()) {
            return allowed();
        }
    }

    /** Whether the caller of an operation that asks for the schema may not. */
    boolean refuses(ExecutionContext operation) {
        return mode == GraphQlMode.HARDENED
                && isAskedFor(operation.getDocument())
                && !allowed(operation.getGraphQLContext());
    }

    /** @param document valid: only a query has such fields, and only at its root */
    private static boolean isAskedFor(Document document) {
        AtomicBoolean asked = new AtomicBoolean();
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitField(Field node, TraverserContext<Node> context) {
                                if (FIELDS.contains(node.getName())) {
                                    asked.set(true);
                                    return TraversalControl.QUIT;
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return asked.get();
    }
}
