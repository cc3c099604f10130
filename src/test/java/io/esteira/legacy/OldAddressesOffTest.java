package io.esteira.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A hub that nobody has asked for the old addresses has none. */
class OldAddressesOffTest extends HubTest {

    @Autowired
    private ClientKeys keys;

    @Autowired
    private Companies companies;

    @LocalServerPort
    private int port;

    private int status(String authorization) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/pcp/api/filtroProdutivo?codEmpresa=9");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void neitherKeysNorTokensFindThem() throws Exception {
        ClientKeys.Answer made = keys.create(
                Hub.caller(Set.of(Role.IT), companies.get("EXEMPLO")),
                new ClientKeys.Wish(
                        "Painel",
                        List.of("EXEMPLO"),
                        List.of(Role.ANALYST),
                        Instant.now().plus(Duration.ofDays(1))));

        assertThat(made).isInstanceOf(ClientKeys.Answer.Created.class);
        assertThat(made.toString()).doesNotContain("esteira_");
        assertThat(status(((ClientKeys.Answer.Created) made).secret())).isEqualTo(401);
        assertThat(status("Bearer " + TestTokens.token("planner", "EXEMPLO"))).isEqualTo(404);
    }
}
