package io.esteira.adapter.protheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriUtils;

/**
 * One request, one answer. Nothing is repeated here: the JDK's client repeats no request that has a body, follows no redirect as
 * set up below, and {@code HttpURLConnection}, which silently sends a POST twice, is not used.
 */
final class ProtheusHttp {

    private final RestClient client;

    ProtheusHttp(RestClient.Builder builder, Duration connectTimeout, Duration timeout) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(timeout);
        this.client = builder.requestFactory(factory).build();
    }

    /**
     * Sends and reads the whole answer.
     *
     * @param headers sent as given
     * @param body null for none
     * @param bodyType what the body is
     * @throws IOException the connection failed, was cut, or took longer than it may
     */
    Answer send(
            HttpMethod method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable MediaType bodyType)
            throws IOException {
        try {
            RestClient.RequestBodySpec request =
                    client.method(method).uri(uri).headers(all -> headers.forEach(all::set));
            if (body != null && bodyType != null) {
                request.contentType(bodyType).body(body);
            }
            String secret = headers.getOrDefault("Authorization", "").replaceFirst("^\\S+ ", "");
            return request.exchangeForRequiredValue((sent, response) -> Answer.of(response, secret));
        } catch (ResourceAccessException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** The address with its parameters, each value encoded whole. */
    static URI uri(URI service, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return service;
        }
        return URI.create(service + "?" + encoded(parameters));
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + UriUtils.encode(parameter.getValue(), "UTF-8"))
                .collect(Collectors.joining("&"));
    }

    /** What went wrong with the connection, for a person. */
    static String describe(IOException failure) {
        if (failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException)) {
            return "no answer in time";
        }
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
