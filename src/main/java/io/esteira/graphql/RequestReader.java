package io.esteira.graphql;

import io.esteira.documents.Documents;
import io.esteira.documents.PublishedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads what HTTP brings: exactly one request, each part of its type. Keeps its size within limits while it reads. */
@Component
final class RequestReader {

    private static final String BODY = "body";
    private static final Set<String> REQUESTS = Set.of(BODY, "operations");
    private static final String QUERY = "query";
    private static final List<String> DOCUMENT_ID = List.of("documentId", "id");
    private static final String OPERATION = "operationName";
    private static final String VARIABLES = "variables";
    private static final String EXTENSIONS = "extensions";

    private static final int DEEPEST = 100;

    /** A number may have a few hundred digits before somebody asks what it counts. */
    private static final int LARGEST_SCALE = 1_000;

    private static final List<String> PARAMETERS = Stream.concat(
                    DOCUMENT_ID.stream(), Stream.of(QUERY, OPERATION, VARIABLES, EXTENSIONS))
            .toList();

    private final ReadProperties limits;
    private final Documents documents;
    private final JsonFactory json;
    private final UploadReader uploads;

    RequestReader(ReadProperties limits, Documents documents) {
        this.limits = limits;
        this.documents = documents;
        this.json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LARGEST_SCALE)
                        .maxStringLength(Math.toIntExact(limits.maxBody().toBytes()))
                        .build())
                .build();
        this.uploads = new UploadReader(limits, this::object);
    }

    GraphQlRequest post(ServerRequest request) throws IOException {
        if (isMultipart(request)) {
            return request(uploads.read(request));
        }
        requireJson(request);
        return request(body(request));
    }

    /** The request that a body of JSON is. */
    GraphQlRequest request(byte[] body) {
        return request(object(BODY, body));
    }

    private static boolean isMultipart(ServerRequest request) {
        String type = request.headers().asHttpHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    GraphQlRequest get(ServerRequest request) {
        MultiValueMap<String, String> parameters = request.params();
        Map<String, Object> parts = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            List<String> given = parameters.getOrDefault(name, List.of());
            if (given.size() > 1) {
                throw HttpRefused.badRequest("Give `" + name + "` once.");
            }
            if (given.size() == 1 && !given.getFirst().isEmpty()) {
                String text = given.getFirst();
                parts.put(name, name.equals(VARIABLES) || name.equals(EXTENSIONS) ? object(name, text) : text);
            }
        }
        return request(parts);
    }

    private GraphQlRequest request(Map<String, Object> parts) {
        String document = document(parts);
        Object operation = parts.get(OPERATION);
        if (operation != null && !(operation instanceof String)) {
            throw HttpRefused.badRequest("`operationName` must be a text.");
        }
        return new DefaultGraphQlRequest(
                document, (String) operation, members(parts, VARIABLES), members(parts, EXTENSIONS));
    }

    /** The text that is asked, or the published one of that id. */
    private String document(Map<String, Object> parts) {
        Object query = parts.get(QUERY);
        if (query instanceof String text) {
            return text;
        }
        if (query == null) {
            for (String name : DOCUMENT_ID) {
                if (parts.get(name) instanceof String id) {
                    return documents.find(id).map(PublishedDocument::text).orElseThrow(HttpRefused::unknownDocument);
                }
            }
        }
        throw HttpRefused.badRequest("`query` must be there, and a text, or `documentId`.");
    }

    @SuppressWarnings("unchecked") // names of JSON are texts
    private static Map<String, Object> members(Map<String, Object> parts, String name) {
        return switch (parts.get(name)) {
            case null -> Map.of();
            case Map<?, ?> members -> (Map<String, Object>) members;
            default -> throw HttpRefused.badRequest("`" + name + "` must be an object.");
        };
    }

    private static void requireJson(ServerRequest request) {
        try {
            MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw HttpRefused.mediaType(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, as the header Content-Type says.");
    }

    private byte[] body(ServerRequest request) throws IOException {
        long most = limits.maxBody().toBytes();
        if (request.headers().contentLength().orElse(0) > most) {
            throw HttpRefused.bodyLimit(limits);
        }
        InputStream stream = request.servletRequest().getInputStream();
        byte[] body = stream.readNBytes(Math.toIntExact(most) + 1);
        if (body.length > most) {
            throw HttpRefused.bodyLimit(limits);
        }
        return body;
    }

    private Map<String, Object> object(String what, String text) {
        return object(what, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The only JSON object of a text. */
    private Map<String, Object> object(String what, byte[] text) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY && REQUESTS.contains(what)) {
                throw HttpRefused.tooMuch(
                        HttpStatus.BAD_REQUEST,
                        Problem.limit("BATCH_LIMIT", "Send one request at a time, not a list of them.", 1));
            }
            if (first != JsonToken.START_OBJECT) {
                throw HttpRefused.badRequest("The " + what + " must be a JSON object.");
            }
            Map<String, Object> object = new Values(parser).object();
            if (parser.nextToken() != null) {
                throw HttpRefused.badRequest("The " + what + " must be one JSON object, with nothing after it.");
            }
            return object;
        } catch (JacksonException e) {
            throw HttpRefused.badRequest(JsonFault.sentence(what, e));
        }
    }

    /** Reads values, and counts them. */
    private final class Values {

        private final JsonParser parser;
        private int count;

        Values(JsonParser parser) {
            this.parser = parser;
        }

        Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                Object value = value();
                members.put(name, value);
            }
            return members;
        }

        private List<Object> list() {
            List<Object> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value());
            }
            return values;
        }

        private @Nullable Object value() {
            count++;
            if (count > limits.maxVariables()) {
                String message = "The request has more than " + limits.maxVariables() + " values in its variables.";
                throw HttpRefused.tooMuch(
                        HttpStatus.BAD_REQUEST, Problem.limit("VARIABLES_LIMIT", message, limits.maxVariables()));
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> list();
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_INT -> parser.getNumberValue();
                case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> null;
            };
        }

        private static BigDecimal decimal(BigDecimal number) {
            if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
                throw HttpRefused.badRequest("A number is too large or too small.");
            }
            return number;
        }
    }
}
