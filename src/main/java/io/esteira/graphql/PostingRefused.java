package io.esteira.graphql;

import io.esteira.production.PostingRefusal;
import io.esteira.production.PostingRefusalCode;
import org.jspecify.annotations.Nullable;

/** The refusal of the contract. */
record PostingRefused(PostingRefusalCode code, @Nullable String field, String message, String messagePt) {

    static PostingRefused of(PostingRefusal refusal) {
        return new PostingRefused(refusal.code(), refusal.field(), refusal.message(), refusal.messagePt());
    }

    static PostingRefused of(PostingRefusalCode code, String field, String message, String messagePt) {
        return new PostingRefused(code, field, message, messagePt);
    }
}
