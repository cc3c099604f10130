package io.esteira.adapter.protheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/** What came back for one request, unjudged. Used by one thread. */
final class Answer {

    /** More than any page of rows takes; what is longer comes from something else, or never ends. */
    private static final int LARGEST = 32 << 20;

    /** A proxy that names days has made a mistake; asking once more does no harm. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** As long as {@code HELP:}. */
    private static final int SHORTEST_MEANT = 5;

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final @Nullable Duration retryAfter;
    private @Nullable String text;
    private @Nullable String said;

    private Answer(int status, String contentType, byte[] body, @Nullable Duration retryAfter) {
        this.status = status;
        this.contentType = contentType.toLowerCase(Locale.ROOT);
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /**
     * @param secret left out of the body, should a server repeat it; blank for none
     * @throws IOException it broke off, or is too large to be one
     */
    static Answer of(ClientHttpResponse response, String secret) throws IOException {
        HttpHeaders headers = response.getHeaders();
        byte[] body = response.getBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new IOException("the answer is larger than " + (LARGEST >> 20) + " MB");
        }
        return new Answer(
                response.getStatusCode().value(),
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_TYPE)).orElse(""),
                secret.isEmpty() ? body : without(body, secret),
                seconds(headers.getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static byte[] without(byte[] body, String secret) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.contains(secret) ? text.replace(secret, "***").getBytes(StandardCharsets.ISO_8859_1) : body;
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return value != null && value.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_WAIT.toSeconds()))
                : null;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** The pause that the server asks for, an hour at most, where it gives it in seconds; null otherwise. */
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

    /** What the text says by itself. */
    String said() {
        String own = said;
        return own == null ? text() : own;
    }

    /**
     * This answer, of which what was sent says nothing: services repeat the request, and what a person has written there proves nothing.
     *
     * @param sent texts, taken out as they were sent and as JSON writes them; those below five characters can mean nothing
     */
    Answer without(Collection<String> sent) {
        Answer answer = new Answer(status, contentType, body, retryAfter);
        String left = text();
        for (String value : sent) {
            if (value.length() >= SHORTEST_MEANT) {
                left = without(without(left, value), ProtheusJson.escaped(value));
            }
        }
        answer.said = left;
        return answer;
    }

    private static String without(String text, String value) {
        return Pattern.compile(value, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll("");
    }

    /** A short piece of the body, on one line, for a message to a person. */
    String excerpt() {
        String line = text().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
