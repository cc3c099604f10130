package io.esteira.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pages of other origins that may call the hub from a browser.
 *
 * @param origins such as {@code https://app.example.com}; none unless given, and never {@code *}: a page that nobody named has no
 *     business here
 */
@ConfigurationProperties("esteira.cors")
record CorsProperties(@DefaultValue List<String> origins) {

    CorsProperties {
        origins = List.copyOf(origins);
        for (String origin : origins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException(
                        "esteira.cors.origins must hold origins such as https://app.example.com, without path or *: "
                                + origin);
            }
        }
    }
}
