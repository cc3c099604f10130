package io.esteira.operations;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The hub's beans for a verb: on the same database, without web server, routes, workers and embedded servers. What a hub that serves
 * does now and then for all of it is conditional on a web application.
 */
final class Hub implements Beans {

    /** As arguments, which outrank every configuration file. */
    private static final String[] QUIET = {
        "--camel.main.auto-startup=false",
        "--esteira.adapters.mqtt.enabled=false",
        "--esteira.demo.attach=true",
        "--logging.level.root=WARN",
        // What keeps it from starting is told in one sentence, once.
        "--logging.level.org.springframework.boot=OFF",
        "--logging.level.org.springframework.context=OFF",
        "--logging.level.com.zaxxer.hikari=OFF",
        // It warns that it ends soon, which verbs do.
        "--logging.level.org.apache.camel=ERROR"
    };

    private final Class<?> application;
    private final Map<String, String> given;

    /** @param given settings that outrank all others */
    Hub(Class<?> application, Map<String, String> given) {
        this.application = application;
        this.given = Map.copyOf(given);
    }

    @Override
    public int use(ToIntFunction<ApplicationContext> verb) {
        SpringApplicationBuilder hub = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
        try (ConfigurableApplicationContext context = start(hub)) {
            return verb.applyAsInt(context);
        }
    }

    /** @throws IllegalStateException with a sentence for whoever typed the verb */
    private ConfigurableApplicationContext start(SpringApplicationBuilder hub) {
        AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
        try {
            return hub.initializers(started::set).run(settings());
        } catch (RuntimeException e) {
            ConfigurableApplicationContext context = started.get();
            throw context == null ? e : new IllegalStateException(StartFailure.sentence(context, e), e);
        }
    }

    private String[] settings() {
        Stream<String> more =
                given.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return Stream.concat(Arrays.stream(QUIET), more).toArray(String[]::new);
    }
}
