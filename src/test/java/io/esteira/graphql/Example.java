package io.esteira.graphql;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One use of an operation and what it answers.
 *
 * @param says what it shows
 * @param as the role that asks
 * @param companies that it may see; null for all
 * @param given what happens before
 * @param variables of the operation
 * @param when what happens while a subscription listens
 * @param answer what comes back; null in an example whose answer is still to be taken over
 */
record Example(
        String says,
        String as,
        @Nullable List<String> companies,
        @Nullable List<Step> given,
        @Nullable JsonNode variables,
        @Nullable List<Step> when,
        @Nullable JsonNode answer) {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Something that is done for an example. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({
        @JsonSubTypes.Type(Ask.class),
        @JsonSubTypes.Type(Fail.class),
        @JsonSubTypes.Type(Make.class),
    })
    sealed interface Step {}

    /**
     * Another published operation is run.
     *
     * @param keep names for parts of the answer, by JSON pointer; a variable of that name is replaced by it
     * @param until what the answer has to show, by JSON pointer: it is asked again until it does
     */
    record Ask(
            String operation,
            String as,
            @Nullable JsonNode variables,
            @Nullable Map<String, String> keep,
            @Nullable Map<String, String> until)
            implements Step {}

    /** Protheus fails once in this way, at the service that takes postings. */
    record Fail(String protheusFails, String variant) implements Step {}

    /** A cell of the shop floor makes pieces. */
    record Make(int cell, int pieces) implements Step {}

    static List<Example> of(JsonNode file) {
        return file.valueStream()
                .map(node -> STRICT.treeToValue(node, Example.class))
                .toList();
    }

    String[] visible() {
        return companies == null ? new String[] {"*"} : companies.toArray(String[]::new);
    }

    /** It leaves everything as it was. */
    boolean onlyAsks(Predicate<String> isQuery) {
        List<Step> before = Objects.requireNonNullElse(given, List.<Step>of());
        return when == null
                && before.stream().allMatch(step -> step instanceof Ask ask && isQuery.test(ask.operation()));
    }

    JsonNode expected() {
        return Objects.requireNonNullElseGet(answer, () -> JsonMapper.shared().createObjectNode());
    }
}
