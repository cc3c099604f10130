package io.esteira.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import tools.jackson.databind.json.JsonMapper;

/** 401 with a body in GraphQL's shape, so that clients that expect JSON can show it. */
final class JsonAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final BearerTokenAuthenticationEntryPoint headers = new BearerTokenAuthenticationEntryPoint();
    private final JsonMapper json;

    JsonAuthenticationEntryPoint(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        headers.commence(request, response, refused);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Map<String, Object> error = Map.of(
                "message",
                "A valid bearer token is needed. / É preciso um token válido.",
                "extensions",
                Map.of("code", "UNAUTHENTICATED", "reason", String.valueOf(refused.getMessage())));
        json.writeValue(response.getOutputStream(), Map.of("errors", List.of(error)));
    }
}
