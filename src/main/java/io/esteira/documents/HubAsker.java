package io.esteira.documents;

import io.esteira.query.RowStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;

/** Asks the contract as the caller of a request, through the same door as what is posted to {@code /graphql}. */
public final class HubAsker implements Asker {

    private final WebGraphQlHandler contract;
    private final Map<String, Object> attributes;
    private final HttpServletRequest request;
    private final URI uri;
    private final HttpHeaders headers;

    /** For documents that are put together anew. */
    public HubAsker(WebGraphQlHandler contract, HttpServletRequest request) {
        this(contract, Map.of(), request);
    }

    HubAsker(WebGraphQlHandler contract, PublishedDocument document, HttpServletRequest request) {
        this(contract, Map.of(Documents.PUBLISHED, document.name()), request);
    }

    private HubAsker(WebGraphQlHandler contract, Map<String, Object> attributes, HttpServletRequest request) {
        this.contract = contract;
        this.attributes = attributes;
        this.request = request;
        // Without the query, whose values may have signs that clients need not encode and the class for it does not
        // take.
        this.uri = URI.create(request.getRequestURL().toString());
        this.headers = new ServletServerHttpRequest(request).getHeaders();
    }

    @Override
    public Map<String, Object> ask(String text, Map<String, Object> variables) {
        return ask(text, variables, Map.of());
    }

    @Override
    public Optional<Map<String, Object>> askAll(String text, Map<String, Object> variables, Taker taker)
            throws IOException {
        Map<String, Object> data = ask(text, variables, Map.of(RowStream.WANTED, true));
        if (data.values().iterator().next() instanceof RowStream rows) {
            return rows.forEach(rowsOf(taker)) ? Optional.empty() : Optional.of(ask(text, variables));
        }
        return Optional.of(data);
    }

    private static RowStream.Taker rowsOf(Taker taker) {
        return new RowStream.Taker() {
            @Override
            public void total(long rows) throws IOException {
                taker.total(rows);
            }

            @Override
            public void row(Object row) throws IOException {
                taker.element(row);
            }

            @Override
            public void cells(@Nullable String[] cells) throws IOException {
                taker.cells(cells);
            }
        };
    }

    private Map<String, Object> ask(String text, Map<String, Object> variables, Map<Object, Object> context) {
        WebGraphQlRequest asked = new WebGraphQlRequest(
                uri,
                headers,
                new LinkedMultiValueMap<>(),
                new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()),
                attributes,
                new DefaultGraphQlRequest(text, null, variables, Map.of()),
                request.getRequestId(),
                request.getLocale());
        asked.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(context).build());
        WebGraphQlResponse response =
                Objects.requireNonNull(contract.handleRequest(asked).block());
        List<ResponseError> errors = response.getErrors();
        if (!errors.isEmpty()) {
            throw DocumentRefused.by(errors);
        }
        return Objects.requireNonNull(response.<Map<String, Object>>getData());
    }
}
