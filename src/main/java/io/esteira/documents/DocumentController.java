package io.esteira.documents;

import graphql.language.AstPrinter;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Published documents as addresses, for tools that can do no more than GET. */
@RestController
@ConditionalOnWebApplication
final class DocumentController {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentController.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Documents documents;
    private final GraphQLSchema schema;
    private final WebGraphQlHandler contract;
    private final DocumentProperties properties;
    private final Admissions admissions;
    private final Tracer tracer;
    private final DocumentVariables variables;

    /** Twice as many as there are documents. */
    private final Map<Ready, ReadyDocument> ready = new ConcurrentHashMap<>();

    private record Ready(String name, boolean table) {}

    DocumentController(
            Documents documents,
            GraphQlSource source,
            WebGraphQlHandler contract,
            DocumentProperties properties,
            Admissions admissions,
            Tracer tracer) {
        this.documents = documents;
        this.schema = source.schema();
        this.contract = contract;
        this.properties = properties;
        this.admissions = admissions;
        this.tracer = tracer;
        this.variables = new DocumentVariables(schema);
    }

    /**
     * A document that can be asked here.
     *
     * @param reads what its rows are of, see {@link PublishedDocument#reads}
     * @param variables their types, by name
     */
    record Offer(String name, String id, String says, String reads, Map<String, String> variables, String document) {

        static Offer of(PublishedDocument document, GraphQLSchema schema) {
            return new Offer(
                    document.name(),
                    "sha256:" + document.sha256(),
                    document.says(),
                    document.reads(schema),
                    document.operation().getVariableDefinitions().stream()
                            .collect(Collectors.toMap(
                                    VariableDefinition::getName,
                                    definition -> AstPrinter.printAst(definition.getType()),
                                    (one, other) -> one,
                                    LinkedHashMap::new)),
                    document.text());
        }
    }

    /** What can be asked. */
    @GetMapping(path = "/graphql/documents", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Offer> offers() {
        return documents.all().stream()
                .filter(PublishedDocument::isQuery)
                .map(document -> Offer.of(document, schema))
                .toList();
    }

    @RequestMapping("/graphql/documents/{id}")
    void answer(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            admissions.require();
            ask(id, request, response);
        } catch (DocumentRefused refused) {
            refuse(refused, response);
        } catch (RuntimeException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            String traceId = traceId(request);
            LOG.error("Document failed, traceId={}", traceId, broken);
            refuse(DocumentRefused.internal(traceId), response);
        }
    }

    private void ask(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PublishedDocument document = documents.find(id).orElseThrow(DocumentRefused::unknown);
        if (!METHODS.contains(request.getMethod())) {
            throw DocumentRefused.onlyGet();
        }
        if (!document.isQuery()) {
            throw DocumentRefused.noQuery();
        }
        Parameters parameters = Parameters.of(request.getQueryString());
        Form form = Form.of(document, parameters, request.getHeader(HttpHeaders.ACCEPT));
        Map<String, Object> values = variables.read(document, parameters, Form.PARAMETERS);
        ReadyDocument asked = ready.computeIfAbsent(
                new Ready(document.name(), form.kind() != Form.Kind.JSON),
                key -> ReadyDocument.of(document, schema, key.table()));
        Asker asker = new HubAsker(contract, document, request);
        PageReader pages = new PageReader(asker, asked, values, properties.maxRows());
        new AnswerWriter(document, form, request, response).write(schema, asked, values, pages);
    }

    /** After the first bytes nothing can be told: the connection ends in the middle, which no client takes for the whole. */
    private static void refuse(DocumentRefused refused, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("cut off: " + refused.getMessage(), refused);
        }
        response.resetBuffer();
        response.setStatus(refused.status());
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
        if (refused.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, refused.allowed());
        }
        if (refused.status() == HttpStatus.TOO_MANY_REQUESTS.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, refused.retryAfter());
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(refused.problem()));
    }

    private String traceId(HttpServletRequest request) {
        Span span = tracer.currentSpan();
        String id = span == null ? "" : span.context().traceId();
        return id.isBlank() ? request.getRequestId() : id;
    }
}
