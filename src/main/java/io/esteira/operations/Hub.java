package io.esteira.operations;

import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The hub's beans for a verb: on the same database, without web server, routes, workers and embedded servers. */
final class Hub {

    /** As arguments, which outrank every configuration file. */
    private static final String[] QUIET = {
        "--camel.main.auto-startup=false",
        "--esteira.adapters.mqtt.enabled=false",
        "--esteira.demo.attach=true",
        "--logging.level.root=WARN"
    };

    private final Class<?> application;

    Hub(Class<?> application) {
        this.application = application;
    }

    int use(Function<ApplicationContext, Integer> verb) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(QUIET)) {
            return verb.apply(context);
        }
    }
}
