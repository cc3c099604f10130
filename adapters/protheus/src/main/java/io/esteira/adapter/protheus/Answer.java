package io.esteira.adapter.protheus;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/** What came back for one request, unjudged. Used by one thread. */
final class Answer {

    /** More than any page of rows takes; what is longer comes from something else, or never ends. */
    private static final int LARGEST = 32 << 20;

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final @Nullable Duration retryAfter;
    private @Nullable String text;

    private Answer(int status, String contentType, byte[] body, @Nullable Duration retryAfter) {
        this.status = status;
        this.contentType = contentType.toLowerCase(Locale.ROOT);
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** @throws IOException it broke off, or is too large to be one */
    static Answer of(ClientHttpResponse response) throws IOException {
        HttpHeaders headers = response.getHeaders();
        byte[] body = response.getBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new IOException("the answer is larger than " + (LARGEST >> 20) + " MB");
        }
        return new Answer(
                response.getStatusCode().value(),
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_TYPE)).orElse(""),
                body,
                seconds(headers.getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return value != null && value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** The pause that the server asks for, where it gives it in seconds; null otherwise. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /** A login or error page, of Protheus or of something in between. */
    boolean html() {
        return contentType.contains("html") || (!xml() && text().startsWith("<"));
    }

    boolean xml() {
        return contentType.contains("xml");
    }

    /** The body as text, without leading and trailing blanks; an XML inside an XML stands in clear. */
    String text() {
        String known = text;
        if (known == null) {
            String plain = Mojibake.repair(ProtheusJson.decode(body)).strip();
            known = xml() ? plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") : plain;
            text = known;
        }
        return known;
    }

    /** A short piece of the body, on one line, for a message to a person. */
    String excerpt() {
        String line = text().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
