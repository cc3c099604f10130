package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class ConsoleControllerTest {

    private static final LoginSettings LOGIN = LoginSettings.of("", new ConsoleProperties("esteira-app", "openid"));

    private static ConsoleController controller(MockEnvironment environment) {
        return new ConsoleController(LOGIN, environment, new ConsoleConfiguration().consoleAssets());
    }

    @ParameterizedTest
    @CsvSource({
        "open, true, true",
        "OPEN, true, true",
        "hardened, true, false",
        "HARDENED, true, false",
        "open, false, false"
    })
    void thePageOffersGraphiQlWhereTheHubServesIt(String mode, String enabled, boolean served) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("esteira.graphql.mode", mode)
                .withProperty("spring.graphql.graphiql.enabled", enabled);

        assertThat(Objects.requireNonNull(controller(environment).settings().getBody())
                        .graphiql())
                .isEqualTo(served);
    }

    /** The hub listens before all of it has started. */
    @Test
    void thePageNamesItsFilesFromTheFirstRequestOn() {
        ConsoleController controller = controller(new MockEnvironment());

        assertThat(controller.index().getBody())
                .containsPattern("\"/console/assets/console-[0-9a-f]{32}\\.js\"")
                .containsPattern("\"/console/assets/charts-[0-9a-f]{32}\\.js\"")
                .doesNotContain("/console.js");
        assertThat(controller.manifest().getBody()).containsPattern("\"/console/assets/icon-[0-9a-f]{32}\\.svg\"");
    }
}
