package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class ConsoleControllerTest {

    @ParameterizedTest
    @CsvSource({"open, true", "OPEN, true", "hardened, false", "HARDENED, false"})
    void thePageOffersGraphiQlWhereTheHubServesIt(String mode, boolean served) {
        LoginSettings login = LoginSettings.of("", new ConsoleProperties("esteira-app", "openid"));

        ConsoleController controller = new ConsoleController(login, mode, new ResourceUrlProvider());

        assertThat(Objects.requireNonNull(controller.settings().getBody()).graphiql())
                .isEqualTo(served);
    }
}
