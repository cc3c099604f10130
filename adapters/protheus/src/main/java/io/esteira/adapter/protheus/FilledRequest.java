package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;

/**
 * A request of a mapping with a delivery's values in it.
 *
 * @param path encoded, each value as one segment of it
 */
record FilledRequest(
        boolean soap, HttpMethod method, String path, Map<String, String> headers, byte[] body, MediaType contentType) {

    /** @throws IllegalStateException the values do not fit the path */
    static FilledRequest of(Request request, Values values) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, template) -> {
            String value = template.text(values);
            if (value != null) {
                headers.put(name, header(value));
            }
        });
        return new FilledRequest(
                request.soap(),
                request.method(),
                path(request, values),
                headers,
                request.body().bytes(values),
                request.contentType());
    }

    private static String path(Request request, Values values) {
        if (request.path().text(values) == null) {
            throw new IllegalStateException("the path of the mapping needs what the posting does not have");
        }
        return request.path().filled(values, FilledRequest::segment);
    }

    private static String segment(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalStateException("the path of the mapping would lead elsewhere with the value " + value);
        }
        return UriUtils.encodePathSegment(value, "UTF-8");
    }

    /** What a header can carry of it. */
    private static String header(String value) {
        return value.replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "");
    }
}
