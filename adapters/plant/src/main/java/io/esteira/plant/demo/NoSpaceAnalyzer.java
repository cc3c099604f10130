package io.esteira.plant.demo;

import io.esteira.plant.embedded.NoSpaceException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence instead of a stack trace. */
final class NoSpaceAnalyzer extends AbstractFailureAnalyzer<NoSpaceException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoSpaceException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
