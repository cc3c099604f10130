package io.esteira.documents;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;

/** Goes through the same door as what is posted to {@code /graphql}. */
final class HubAsker implements Asker {

    private final WebGraphQlHandler contract;
    private final PublishedDocument document;
    private final HttpServletRequest request;
    private final URI uri;
    private final HttpHeaders headers;

    HubAsker(WebGraphQlHandler contract, PublishedDocument document, HttpServletRequest request) {
        this.document = document;
        this.contract = contract;
        this.request = request;
        ServletServerHttpRequest http = new ServletServerHttpRequest(request);
        this.uri = http.getURI();
        this.headers = http.getHeaders();
    }

    @Override
    public Map<String, Object> ask(String text, Map<String, Object> variables) {
        WebGraphQlRequest asked = new WebGraphQlRequest(
                uri,
                headers,
                new LinkedMultiValueMap<>(),
                new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()),
                Map.of(Documents.PUBLISHED, document.name()),
                new DefaultGraphQlRequest(text, null, variables, Map.of()),
                request.getRequestId(),
                request.getLocale());
        WebGraphQlResponse response =
                Objects.requireNonNull(contract.handleRequest(asked).block());
        List<ResponseError> errors = response.getErrors();
        if (!errors.isEmpty()) {
            throw DocumentRefused.by(errors);
        }
        return Objects.requireNonNull(response.<Map<String, Object>>getData());
    }
}
