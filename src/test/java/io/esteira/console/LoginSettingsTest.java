package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginSettingsTest {

    private static LoginSettings with(String issuer) {
        return LoginSettings.of(issuer, new ConsoleProperties("esteira-app", "openid"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com/realms/plant, https://login.example.com",
        "http://localhost:8081/realms/plant, http://localhost:8081",
        "https://login.example.com, https://login.example.com"
    })
    void thePageMayAskTheIssuersOrigin(String issuer, String origin) {
        assertThat(with(issuer).asked()).isEqualTo("'self' " + origin);
    }

    @Test
    void anIssuerThatIsNotNamedIsTheHubsOwn() {
        assertThat(with("").issuer()).isNull();
        assertThat(with("").asked()).isEqualTo("'self'");
    }
}
