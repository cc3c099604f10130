package io.esteira.operations;

import io.esteira.adapter.doctor.SourceDoctor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/** The configuration of the hub and its doctors, and nothing else: no database, broker, issuer or web server has to be there. */
final class DoctorContext {

    private static final String ADAPTERS = "io.esteira.adapter.";
    private static final String CONFIGURATION = "DoctorConfiguration";
    private static final String SUFFIX = "Doctor";

    private final Map<String, String> given;

    /** @param given settings that outrank all others */
    DoctorContext(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** The doctor of the source, or those that there are. */
    int use(String source, ToIntFunction<SourceDoctor> work, Consumer<SortedSet<String>> unknown) {
        Set<String> configurations = configurations();
        try (ConfigurableApplicationContext context =
                application(configurations).run(settings(configurations))) {
            SortedSet<String> known = new TreeSet<>();
            for (String name : context.getBeanNamesForType(SourceDoctor.class, true, false)) {
                known.add(name.substring(0, name.length() - SUFFIX.length()));
            }
            if (!known.contains(source)) {
                unknown.accept(known);
                return 2;
            }
            return work.applyAsInt(doctor(context, source));
        }
    }

    /** What adapters bring for their doctors alone, by its name. */
    private static Set<String> configurations() {
        Set<String> configurations = new LinkedHashSet<>();
        for (String name : ImportCandidates.load(AutoConfiguration.class, DoctorContext.class.getClassLoader())) {
            if (name.startsWith(ADAPTERS) && name.endsWith(CONFIGURATION)) {
                configurations.add(name);
            }
        }
        return configurations;
    }

    private static SpringApplication application(Set<String> configurations) {
        SpringApplication application = new SpringApplication(DoctorConfiguration.class, DoctorClock.class);
        application.setSources(configurations);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        // Of all doctors only the one that is asked for is made: the others' sources need not be set up.
        application.setLazyInitialization(true);
        return application;
    }

    /** As arguments, which outrank every configuration file: adapters are looked at before they are switched on. */
    private String[] settings(Set<String> configurations) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "esteira.demo.attach", "true", "esteira.settings.required", "false", "logging.level.root", "OFF"));
        for (String configuration : configurations) {
            String folder = configuration.substring(0, configuration.lastIndexOf('.'));
            settings.put("esteira.adapters." + folder.substring(folder.lastIndexOf('.') + 1) + ".enabled", "true");
        }
        settings.putAll(given);
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static SourceDoctor doctor(ConfigurableApplicationContext context, String source) {
        try {
            return context.getBean(source + SUFFIX, SourceDoctor.class);
        } catch (BeansException e) {
            throw new IllegalStateException(StartFailure.sentence(context, e), e);
        }
    }
}
