package io.esteira.query;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.esteira.platform.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a document asks of one root field, with the statements that were compiled for it. Requests differ in their variables. Safe for use
 * by several threads.
 */
final class Question {

    /** Shapes and roles that the same document comes in; those beyond are compiled each time. */
    private static final int MAX_STATEMENTS = 32;

    private record Compiled(Set<Role> roles, Statement statement) {}

    private final Part root;
    private final GraphQLCodeRegistry code;
    private final boolean required;
    private final List<Compiled> statements = new CopyOnWriteArrayList<>();

    private Question(Part root, GraphQLCodeRegistry code, boolean required) {
        this.root = root;
        this.code = code;
        this.required = required;
    }

    /** Serves all requests of the document of which the same fields are skipped and included. */
    static Question of(DataFetchingEnvironment environment) {
        ExecutableNormalizedField field = ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(
                        environment.getGraphQLSchema(),
                        environment.getDocument(),
                        environment.getOperationDefinition().getName(),
                        CoercedVariables.of(environment.getVariables()))
                .getTopLevelFields()
                .stream()
                .filter(top ->
                        top.getResultKey().equals(environment.getMergedField().getResultKey()))
                .findFirst()
                .orElseThrow();
        GraphQLCodeRegistry code = environment.getGraphQLSchema().getCodeRegistry();
        return new Question(
                Part.of(field, environment.getGraphQLSchema()),
                code,
                GraphQLTypeUtil.isNonNull(environment.getFieldType()));
    }

    /** Whether the contract has no null for an answer. */
    boolean required() {
        return required;
    }

    /**
     * As a request asks it.
     *
     * @throws graphql.GraphQLException where an argument is not of its type
     */
    Selection selection(CoercedVariables variables) {
        return root.fill(code, variables);
    }

    Optional<Statement> statement(Set<Role> roles, Selection asked) {
        return statements.stream()
                .filter(compiled -> compiled.roles().equals(roles))
                .map(Compiled::statement)
                .filter(statement -> statement.shape().fits(asked))
                .findFirst();
    }

    void keep(Set<Role> roles, Statement statement) {
        if (statement.shape().isShared() && statements.size() < MAX_STATEMENTS) {
            statements.add(new Compiled(roles, statement));
        }
    }

    /**
     * A field of the document.
     *
     * @param filled where no variable is used in it or below: the same for all requests
     */
    private record Part(
            String field,
            String key,
            String owner,
            List<GraphQLArgument> arguments,
            List<Argument> given,
            List<Part> children,
            @Nullable Selection filled) {

        static Part of(ExecutableNormalizedField field, GraphQLSchema schema) {
            List<Part> children =
                    field.getChildren().stream().map(child -> of(child, schema)).toList();
            Part part = new Part(
                    field.getName(),
                    field.getResultKey(),
                    field.getSingleObjectTypeName(),
                    field.getFieldDefinitions(schema).getFirst().getArguments(),
                    field.getAstArguments(),
                    children,
                    null);
            boolean varies = children.stream().anyMatch(child -> child.filled == null)
                    || part.given.stream().anyMatch(argument -> hasVariable(argument.getValue()));
            return varies
                    ? part
                    : part.filledWith(part.fill(schema.getCodeRegistry(), CoercedVariables.emptyVariables()));
        }

        private Part filledWith(Selection selection) {
            return new Part(field, key, owner, arguments, given, children, selection);
        }

        private static boolean hasVariable(Value<?> value) {
            return switch (value) {
                case VariableReference variable -> true;
                case ArrayValue list -> list.getValues().stream().anyMatch(Part::hasVariable);
                case ObjectValue object ->
                    object.getObjectFields().stream().anyMatch(member -> hasVariable(member.getValue()));
                default -> false;
            };
        }

        Selection fill(GraphQLCodeRegistry code, CoercedVariables variables) {
            if (filled != null) {
                return filled;
            }
            Map<String, Object> values = ValuesResolver.getArgumentValues(
                    code, arguments, given, variables, GraphQLContext.getDefault(), Locale.ROOT);
            List<Selection> below = new ArrayList<>(children.size());
            for (Part child : children) {
                below.add(child.fill(code, variables));
            }
            return new Selection(field, key, owner, values, below);
        }
    }
}
