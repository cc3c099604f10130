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

/** 401 with a body in the shape that clients of the address read. */
final class JsonAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private static final String DOCUMENTS = "/graphql/documents";
    private static final String ODATA = "/odata/";
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
        String address = request.getRequestURI();
        if (address.startsWith(DOCUMENTS)) {
            asProblem(response);
        } else if (address.startsWith(ODATA)) {
            response.setHeader("OData-Version", "4.0");
            write(
                    response,
                    MediaType.APPLICATION_JSON_VALUE,
                    Map.of("error", Map.of("code", CODE, "message", MESSAGE)));
        } else {
            Map<String, Object> more = Map.of("code", CODE, "reason", String.valueOf(refused.getMessage()));
            Map<String, Object> error = Map.of("message", MESSAGE, "extensions", more);
            write(response, MediaType.APPLICATION_JSON_VALUE, Map.of("errors", List.of(error)));
        }
    }

    private void write(HttpServletResponse response, String type, Map<String, Object> body) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), body);
    }

    /** As documents tell all that they refuse. */
    private void asProblem(HttpServletResponse response) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", CODE);
        problem.put("status", response.getStatus());
        problem.put("detail", MESSAGE);
        problem.put("code", CODE);
        write(response, MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem);
    }
}
