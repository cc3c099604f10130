package io.esteira.platform;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start in profile {@code production} while something is missing that nobody can guess, before anything is opened.
 * What adapters need, they ask for themselves. A doctor, who looks at what is there, needs none of it
 * ({@code esteira.settings.required=false}).
 */
final class RequiredSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** What a verb of the command line needs too. */
    private static final List<Setting> OF_THE_DATABASE = List.of(
            new Setting(
                    "spring.datasource.url",
                    "ESTEIRA_DATABASE_URL",
                    "jdbc:postgresql://host:5432/esteira",
                    "the PostgreSQL database of the hub",
                    "o banco PostgreSQL do hub"),
            new Setting(
                    "spring.datasource.username",
                    "ESTEIRA_DATABASE_USER",
                    "esteira",
                    "its user, who owns the schema hub",
                    "seu usuário, dono do esquema hub"),
            new Setting(
                    "spring.datasource.password",
                    "ESTEIRA_DATABASE_PASSWORD",
                    null,
                    "that user's password",
                    "a senha desse usuário"));

    private static final List<Setting> OF_THE_SERVER = List.of(
            new Setting(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    "ESTEIRA_OIDC_ISSUER",
                    "https://login.example.com/realms/plant",
                    "the OIDC issuer whose tokens are accepted",
                    "o emissor OIDC cujos tokens são aceitos"),
            new Setting(
                    "esteira.companies[0].code",
                    "ESTEIRA_COMPANIES_0_CODE",
                    "MATRIZ",
                    "the hub's code of at least one company",
                    "o código, no hub, de ao menos uma empresa"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        boolean required = environment.getProperty("esteira.settings.required", Boolean.class, true);
        if (!required || !environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        Stream<Setting> asked = context instanceof WebServerApplicationContext
                ? Stream.concat(OF_THE_DATABASE.stream(), OF_THE_SERVER.stream())
                : OF_THE_DATABASE.stream();
        List<Setting> missing =
                asked.filter(setting -> setting.isMissing(environment)).toList();
        if (!missing.isEmpty()) {
            throw new MissingSettingsException(missing);
        }
    }

    /**
     * @param property where it ends up
     * @param variable what a person sets
     * @param example null for a secret
     */
    record Setting(
            String property, String variable, @Nullable String example, String english, String portuguese) {

        boolean isMissing(Environment environment) {
            return environment.getProperty(property, "").isBlank();
        }
    }
}
