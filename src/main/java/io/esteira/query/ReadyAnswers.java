package io.esteira.query;

import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;
import graphql.execution.SubscriptionExecutionStrategy;
import java.util.Optional;
import java.util.Set;

/**
 * Lets {@link Json} and {@link RowStream} pass into an answer as they are. Only where JSON lacks what the contract demands is it completed field by field, which
 * tells the client where.
 */
public final class ReadyAnswers {

    /** Directives that the library brings along, but such answers do not follow. */
    public static final Set<String> UNFOLLOWED_DIRECTIVES = Set.of("defer", "experimental_disableErrorPropagation");

    private ReadyAnswers() {}

    /** @param failures what becomes of fields that fail */
    public static void install(GraphQL.Builder graphQl, DataFetcherExceptionHandler failures) {
        graphQl.queryExecutionStrategy(new Queries(failures));
        graphQl.subscriptionExecutionStrategy(new Subscriptions(failures));
    }

    private static Optional<FieldValueInfo> ready(ExecutionContext context, ExecutionStrategyParameters parameters) {
        if (parameters.getSource() instanceof Json json && !json.lacking()) {
            return Optional.of(
                    new FieldValueInfo(CompleteValueType.OBJECT, json.forAnswer(context.getGraphQLContext())));
        }
        if (parameters.getSource() instanceof RowStream rows) {
            return Optional.of(new FieldValueInfo(CompleteValueType.OBJECT, rows));
        }
        return Optional.empty();
    }

    private static ExecutionStrategyParameters lacking(ExecutionStrategyParameters parameters) {
        return parameters.getSource() instanceof Json json
                ? parameters.transform(builder -> builder.source(json.toObject()))
                : parameters;
    }

    private static final class Queries extends AsyncExecutionStrategy {

        Queries(DataFetcherExceptionHandler failures) {
            super(failures);
        }

        @Override
        protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
            return ready(context, parameters).orElseGet(() -> super.completeValue(context, lacking(parameters)));
        }
    }

    private static final class Subscriptions extends SubscriptionExecutionStrategy {

        Subscriptions(DataFetcherExceptionHandler failures) {
            super(failures);
        }

        @Override
        protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
            return ready(context, parameters).orElseGet(() -> super.completeValue(context, lacking(parameters)));
        }
    }
}
