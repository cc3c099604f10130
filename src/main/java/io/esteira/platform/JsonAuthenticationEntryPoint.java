package io.esteira.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import tools.jackson.databind.json.JsonMapper;

/** 401 with a body in GraphQL's shape, so that clients that expect JSON can show it. */
final class JsonAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private static final String DOCUMENTS = "/graphql/documents";
    private static final String CODE = "UNAUTHENTICATED";
    private static final String MESSAGE = "A valid bearer token is needed. / É preciso um token válido.";

    private final BearerTokenAuthenticationEntryPoint headers = new BearerTokenAuthenticationEntryPoint();
    private final JsonMapper json;

    JsonAuthenticationEntryPoint(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        headers.commence(request, response, refused);
        if (request.getRequestURI().startsWith(DOCUMENTS)) {
            asProblem(response);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Map<String, Object> error = Map.of(
                "message", MESSAGE, "extensions", Map.of("code", CODE, "reason", String.valueOf(refused.getMessage())));
        json.writeValue(response.getOutputStream(), Map.of("errors", List.of(error)));
    }

    /** As documents tell all that they refuse. */
    private void asProblem(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", CODE);
        problem.put("status", response.getStatus());
        problem.put("detail", MESSAGE);
        problem.put("code", CODE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
