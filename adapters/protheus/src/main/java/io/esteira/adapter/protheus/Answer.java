package io.esteira.adapter.protheus;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What came back for one request, unjudged.
 *
 * @param retryAfter the pause that the server asks for, where it gives it in seconds; null otherwise
 */
record Answer(
        int status,
        String contentType,
        byte[] body,
        @Nullable Duration retryAfter) {

    static Answer of(ClientHttpResponse response) throws IOException {
        HttpHeaders headers = response.getHeaders();
        return new Answer(
                response.getStatusCode().value(),
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_TYPE)).orElse(""),
                response.getBody().readAllBytes(),
                seconds(headers.getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return value != null && value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /** A login or error page, of Protheus or of something in between. */
    boolean html() {
        return contentType.toLowerCase(Locale.ROOT).contains("html") || (!xml() && text().startsWith("<"));
    }

    boolean xml() {
        return contentType.toLowerCase(Locale.ROOT).contains("xml");
    }

    /** The body as text, without leading and trailing blanks; an XML inside an XML stands in clear. */
    String text() {
        String text = Mojibake.repair(ProtheusJson.decode(body)).strip();
        return xml() ? text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") : text;
    }

    /** A short piece of the body, on one line, for a message to a person. */
    String excerpt() {
        String line = text().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
