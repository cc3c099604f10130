package io.esteira.legacy;

import io.esteira.platform.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a screen asks, from a body of bounded size. */
final class AskedResolver implements HandlerMethodArgumentResolver {

    private static final int MOST_BYTES = 64 * 1024;

    private final JsonMapper json;

    AskedResolver(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asked.class;
    }

    @Override
    public Asked resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        Map<String, List<String>> parameters = new HashMap<>(body(request));
        request.getParameterMap().forEach((name, values) -> parameters.putIfAbsent(name, List.of(values)));
        return new Asked(caller(), parameters);
    }

    private static Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("no caller: the request was not authenticated by a key");
    }

    private Map<String, List<String>> body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Refusal.malformed("O corpo da requisição é grande demais.");
        }
        if (bytes.length == 0) {
            return Map.of();
        }
        JsonNode body = parsed(bytes);
        Map<String, List<String>> parameters = new HashMap<>();
        body.propertyStream().forEach(property -> parameters.put(property.getKey(), texts(property.getValue())));
        return parameters;
    }

    private JsonNode parsed(byte[] bytes) {
        try {
            JsonNode body = json.readTree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            // Told below, with what is JSON and no object.
        }
        throw Refusal.malformed("O corpo da requisição não é um objeto JSON.");
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .filter(each -> !each.isNull())
                    .map(AskedResolver::text)
                    .toList();
        }
        return value.isNull() ? List.of() : List.of(text(value));
    }

    private static String text(JsonNode value) {
        if (value.isContainer()) {
            throw Refusal.malformed("Um parâmetro é um objeto ou uma lista de listas.");
        }
        return value.asString();
    }
}
