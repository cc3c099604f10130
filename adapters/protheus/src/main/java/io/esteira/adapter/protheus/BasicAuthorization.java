package io.esteira.adapter.protheus;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** User and password with each request. */
final class BasicAuthorization implements ProtheusAuthorization {

    private final String user;
    private final String header;

    BasicAuthorization(String user, String password) {
        this.user = user;
        this.header = "Basic " + HttpHeaders.encodeBasicAuth(user, password, StandardCharsets.UTF_8);
    }

    @Override
    public String header() {
        return header;
    }

    @Override
    public String renewed(String refused) {
        throw new LoginRefused("Protheus refuses user " + user + " (401): check the password");
    }
}
