package io.esteira.query;

import graphql.language.Field;
import graphql.language.SourceLocation;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A root field of a query whose statement is kept from an earlier request. */
public final class RepeatedField {

    private static final Json MISSING = new Json(Json.NULL.text(), true);

    private final Field field;
    private final boolean required;
    private final Supplier<Optional<Json>> answer;

    RepeatedField(Field field, boolean required, Supplier<Optional<Json>> answer) {
        this.field = field;
        this.required = required;
        this.answer = answer;
    }

    /** Its name in the answer. */
    public String key() {
        return field.getResultKey();
    }

    /** Where the document has it; null when it was not parsed from a text. */
    public @Nullable SourceLocation location() {
        return field.getSourceLocation();
    }

    /** Whether the answer has no data at all when this field has none. */
    public boolean required() {
        return required;
    }

    /**
     * Reads its value.
     *
     * @throws RuntimeException as the field fails when it is executed
     */
    public Json answer() {
        return answer.get().orElse(required ? MISSING : Json.NULL);
    }
}
