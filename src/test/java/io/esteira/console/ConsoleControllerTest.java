package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class ConsoleControllerTest {

    @ParameterizedTest
    @CsvSource({
        "open, true, true",
        "OPEN, true, true",
        "hardened, true, false",
        "HARDENED, true, false",
        "open, false, false"
    })
    void thePageOffersGraphiQlWhereTheHubServesIt(String mode, String enabled, boolean served) {
        LoginSettings login = LoginSettings.of("", new ConsoleProperties("esteira-app", "openid"));

        MockEnvironment environment = new MockEnvironment()
                .withProperty("esteira.graphql.mode", mode)
                .withProperty("spring.graphql.graphiql.enabled", enabled);
        ConsoleController controller = new ConsoleController(login, environment, new ResourceUrlProvider());

        assertThat(Objects.requireNonNull(controller.settings().getBody()).graphiql())
                .isEqualTo(served);
    }
}
