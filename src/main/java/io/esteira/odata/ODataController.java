package io.esteira.odata;

import io.esteira.documents.Admissions;
import io.esteira.documents.DocumentRefused;
import io.esteira.documents.HubAsker;
import io.esteira.platform.Callers;
import io.esteira.query.Catalog;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.http.HttpHeader;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** OData at {@code /odata/}: translates between HTTP and the library, which parses addresses and writes answers. */
@RestController
@ConditionalOnWebApplication
final class ODataController {

    private static final String ROOT = "/odata";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final List<String> VERSIONS = List.of(HttpHeader.ODATA_VERSION, HttpHeader.ODATA_MAX_VERSION);
    private static final Pattern VERSION = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");

    private final Catalog catalog;
    private final Contract contract;
    private final WebGraphQlHandler handler;
    private final Callers callers;
    private final Admissions admissions;
    private final Tracer tracer;

    /** By the types that a caller may read: as many as there are different sets of roles. */
    private final Map<Set<String>, ServiceMetadata> models = new ConcurrentHashMap<>();

    ODataController(
            Catalog catalog,
            GraphQlSource source,
            WebGraphQlHandler handler,
            Callers callers,
            Admissions admissions,
            Tracer tracer) {
        this.catalog = catalog;
        this.contract = new Contract(source.schema());
        this.handler = handler;
        this.callers = callers;
        this.admissions = admissions;
        this.tracer = tracer;
    }

    @RequestMapping({ROOT, ROOT + "/**"})
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            admissions.require();
            if (!METHODS.contains(request.getMethod())) {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
                refuse(
                        response,
                        405,
                        "METHOD_NOT_ALLOWED",
                        "OData is for reading here; mutations of GraphQL change things.");
            } else if (Nesting.isTooDeep(Objects.requireNonNullElse(request.getQueryString(), ""))) {
                refuse(response, 400, "BAD_USER_INPUT", "Brackets are nested at most " + Nesting.DEEPEST + " deep.");
            } else if (!VERSIONS.stream().map(request::getHeader).allMatch(ODataController::isVersion)) {
                refuse(response, 400, "BAD_USER_INPUT", String.join(" and ", VERSIONS) + " are versions such as 4.0.");
            } else {
                write(read(request), request, response);
            }
        } catch (DocumentRefused refused) {
            response.setHeader(HttpHeaders.RETRY_AFTER, refused.retryAfter());
            refuse(response, refused.status(), refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    /** The library fails at any other. */
    private static boolean isVersion(@Nullable String header) {
        return header == null || VERSION.matcher(header).matches();
    }

    private ODataResponse read(HttpServletRequest request) {
        OData odata = OData.newInstance();
        ServiceMetadata model = models.computeIfAbsent(
                catalog.typesReadableBy(callers.current()),
                readable -> odata.createServiceMetadata(
                        new EdmBuilder(contract, readable).build(), EdmBuilder.VOCABULARIES));
        ODataHandler service = odata.createRawHandler(model);
        Reads reads = new Reads(contract, new HubAsker(handler, request), odata, model);
        service.register(reads);
        service.register(new Errors(() -> traceId(request), reads::hasBegun));
        return service.process(asked(request));
    }

    private static ODataRequest asked(HttpServletRequest request) {
        String base =
                ServletUriComponentsBuilder.fromContextPath(request).path(ROOT).toUriString();
        String path = request.getRequestURI().substring(request.getContextPath().length() + ROOT.length());
        // Many clients write a space as forms do.
        String query = request.getQueryString() == null
                ? null
                : request.getQueryString().replace("+", "%20");
        ODataRequest asked = new ODataRequest();
        asked.setMethod(HttpMethod.GET);
        asked.setProtocol(request.getProtocol());
        asked.setRawBaseUri(base);
        asked.setRawODataPath(path);
        asked.setRawQueryPath(query);
        asked.setRawRequestUri(base + path + (query == null ? "" : '?' + query));
        asked.setBody(InputStream.nullInputStream());
        Collections.list(request.getHeaderNames())
                .forEach(name -> asked.addHeader(name, Collections.list(request.getHeaders(name))));
        return asked;
    }

    private static void write(ODataResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.getStatusCode());
        answer.getAllHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.VARY, "Authorization, Accept, Prefer, OData-MaxVersion");
        if (answer.getContent() == null) {
            return;
        }
        byte[] body = answer.getContent().readAllBytes();
        boolean known = answer.getStatusCode() == HttpStatus.OK.value()
                && new ServletWebRequest(request, response)
                        .checkNotModified("W/\"" + DigestUtils.md5DigestAsHex(body) + '"');
        if (!known) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String message)
            throws IOException {
        response.setStatus(status);
        response.setHeader("OData-Version", "4.0");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(Map.of("error", error)));
    }

    private String traceId(HttpServletRequest request) {
        Span span = tracer.currentSpan();
        String id = span == null ? "" : span.context().traceId();
        return id.isBlank() ? request.getRequestId() : id;
    }
}
