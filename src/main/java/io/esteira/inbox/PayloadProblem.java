package io.esteira.inbox;

import io.esteira.adapter.Issue;

/** What is wrong with a record. */
public record PayloadProblem(String code, String field, String message) {

    static PayloadProblem of(Issue issue) {
        return new PayloadProblem(issue.code().name(), issue.field(), issue.message());
    }
}
