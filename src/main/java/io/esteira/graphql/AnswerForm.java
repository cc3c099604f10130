package io.esteira.graphql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** In which form a client wants its answer. */
enum AnswerForm {

    /** The older form: whatever the operation met, the answer is 200. */
    JSON(MediaType.APPLICATION_JSON),

    /** The status tells whether the operation was executed. */
    GRAPHQL(MediaType.APPLICATION_GRAPHQL_RESPONSE),

    /** Server-sent events. */
    EVENTS(MediaType.TEXT_EVENT_STREAM);

    private final MediaType plain;
    private final MediaType withCharset;

    AnswerForm(MediaType plain) {
        this.plain = plain;
        this.withCharset = new MediaType(plain, StandardCharsets.UTF_8);
    }

    /** The content type of an answer that is one piece. */
    MediaType contentType() {
        return this == EVENTS ? JSON.withCharset : withCharset;
    }

    /** The first form that the client accepts, by its own order of preference; JSON where it does not say. */
    static AnswerForm accepted(HttpHeaders headers) {
        List<MediaType> accepted = parse(headers);
        if (accepted.isEmpty()) {
            return JSON;
        }
        for (MediaType type : accepted) {
            for (AnswerForm form : values()) {
                if (type.getQualityValue() > 0 && type.includes(form.plain) && !acceptsCharsetOtherThanUtf8(type)) {
                    return form;
                }
            }
        }
        throw HttpRefused.mediaType(
                HttpStatus.NOT_ACCEPTABLE,
                "Accept application/graphql-response+json, application/json or text/event-stream.");
    }

    /** Whether the client takes an answer of this type. */
    static boolean accepts(HttpHeaders headers, MediaType wanted) {
        List<MediaType> accepted = parse(headers);
        return accepted.isEmpty()
                || accepted.stream().anyMatch(type -> type.getQualityValue() > 0 && type.includes(wanted));
    }

    private static List<MediaType> parse(HttpHeaders headers) {
        try {
            List<MediaType> accepted = new ArrayList<>(headers.getAccept());
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted;
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            throw HttpRefused.badRequest("The header Accept is no list of media types.");
        }
    }

    private static boolean acceptsCharsetOtherThanUtf8(MediaType type) {
        return type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset());
    }
}
