package io.esteira.operations;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The hub's beans for a verb: on the same database, without web server, routes, workers and embedded servers. What a hub that serves
 * does now and then for all of it is conditional on a web application.
 */
final class Hub {

    /** As arguments, which outrank every configuration file. */
    private static final String[] QUIET = {
        "--camel.main.auto-startup=false",
        "--esteira.adapters.mqtt.enabled=false",
        "--esteira.demo.attach=true",
        "--logging.level.root=WARN"
    };

    private final Class<?> application;
    private final Map<String, String> given;

    /** @param given settings that outrank all others */
    Hub(Class<?> application, Map<String, String> given) {
        this.application = application;
        this.given = Map.copyOf(given);
    }

    int use(Function<ApplicationContext, Integer> verb) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(settings())) {
            return verb.apply(context);
        }
    }

    private String[] settings() {
        Stream<String> more =
                given.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return Stream.concat(Arrays.stream(QUIET), more).toArray(String[]::new);
    }
}
