package io.esteira.adapter.protheus;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with a writer instead of a stack trace. */
final class WriterFailureAnalyzer extends AbstractFailureAnalyzer<WriterRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, WriterRefusedException refused) {
        return new FailureAnalysis(refused.getMessage(), null, refused);
    }
}
