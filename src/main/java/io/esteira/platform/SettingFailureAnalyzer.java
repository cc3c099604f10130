package io.esteira.platform;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Tells of a wrong or missing setting in one sentence that names its environment variable. Values are never shown: they may be
 * secrets.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer implements FailureAnalyzer {

    private static final String OURS = "esteira.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String sentence = sentence(failure);
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    private static @Nullable String sentence(Throwable failure) {
        @Nullable BindException bound = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSettingsException missing) {
                return missing.getMessage();
            }
            if (cause instanceof BindException binding) {
                bound = binding;
            }
            if (cause instanceof BindValidationException invalid) {
                return invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> validation(
                                invalid.getValidationErrors().getName().toString(), error))
                        .collect(Collectors.joining("; "));
            }
            if (cause instanceof IllegalArgumentException
                    && String.valueOf(cause.getMessage()).startsWith(OURS)) {
                return named(String.valueOf(cause.getMessage()));
            }
        }
        return bound == null || !bound.getName().toString().startsWith(OURS)
                ? null
                : named(bound.getName() + " has a value of the wrong kind, where "
                        + bound.getTarget().getType().resolve(Object.class).getSimpleName() + " is meant");
    }

    private static @Nullable String validation(String prefix, ObjectError error) {
        String property = error instanceof FieldError field ? prefix + "." + kebab(field.getField()) : prefix;
        return named(property + " " + error.getDefaultMessage());
    }

    /** The sentence begins with the property; the variable that sets it follows in brackets. */
    private static String named(String sentence) {
        int end = sentence.indexOf(' ');
        return end < 0
                ? sentence
                : sentence.substring(0, end) + " (" + variable(sentence.substring(0, end)) + ")"
                        + sentence.substring(end);
    }

    private static String variable(String property) {
        return property.replace("[]", "_0")
                .replace("[", "_")
                .replaceAll("[]-]", "")
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
