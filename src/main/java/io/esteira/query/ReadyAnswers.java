package io.esteira.query;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;
import graphql.execution.SubscriptionExecutionStrategy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link Json} and {@link RowStream} pass into an answer as they are. Only where JSON lacks what the contract demands is it completed field by field, which
 * tells the client where.
 */
public final class ReadyAnswers {

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

        private final Introspections introspections = new Introspections();

        Queries(DataFetcherExceptionHandler failures) {
            super(failures);
        }

        @Override
        public CompletableFuture<ExecutionResult> execute(
                ExecutionContext context, ExecutionStrategyParameters parameters) {
            if (!Introspections.isAskedFor(parameters.getFields())) {
                return super.execute(context, parameters);
            }
            return introspections
                    .find(context)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() ->
                            super.execute(context, parameters).whenComplete((result, thrown) -> keep(context, result)));
        }

        private void keep(ExecutionContext context, @Nullable ExecutionResult result) {
            if (result != null) {
                introspections.keep(context, result);
            }
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
