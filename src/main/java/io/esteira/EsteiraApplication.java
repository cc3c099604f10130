package io.esteira;

import io.esteira.operations.Commands;
import java.net.URL;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The hub: its capabilities are the packages scanned here; adapters come as auto-configurations from their own modules. */
@SpringBootApplication(
        scanBasePackages = {
            "io.esteira.platform",
            "io.esteira.inbox",
            "io.esteira.canonical",
            "io.esteira.outbox",
            "io.esteira.production",
            "io.esteira.quality",
            "io.esteira.planning",
            "io.esteira.subcontracting",
            "io.esteira.leadtime",
            "io.esteira.legacy",
            "io.esteira.stock",
            "io.esteira.downtime",
            "io.esteira.telemetry",
            "io.esteira.jobs",
            "io.esteira.calendar",
            "io.esteira.mapping",
            "io.esteira.delivery",
            "io.esteira.query",
            "io.esteira.graphql",
            "io.esteira.documents",
            "io.esteira.odata",
            "io.esteira.console",
            "io.esteira.lake",
            "io.esteira.alerts",
            "io.esteira.reconciliation",
            "io.esteira.lineage",
            "io.esteira.operations"
        })
@ConfigurationPropertiesScan({
    "io.esteira.platform",
    "io.esteira.inbox",
    "io.esteira.delivery",
    "io.esteira.production",
    "io.esteira.telemetry",
    "io.esteira.jobs",
    "io.esteira.mapping",
    "io.esteira.query",
    "io.esteira.graphql",
    "io.esteira.documents",
    "io.esteira.console",
    "io.esteira.lake",
    "io.esteira.alerts",
    "io.esteira.reconciliation",
    "io.esteira.operations"
})
@EnableScheduling
public class EsteiraApplication {

    static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /** What the JVM has at most by itself, where threads wait for files; made when needed, and gone when not. */
    private static final int MANY_CARRIERS = 256;

    private static final String WITHIN_A_JAR = "jar:nested:";

    public static void main(String[] args) {
        URL origin =
                EsteiraApplication.class.getProtectionDomain().getCodeSource().getLocation();
        giveVirtualThreadsRoom(origin.toString(), System.getProperties());
        if (Commands.areMeant(args)) {
            System.exit(Commands.run(EsteiraApplication.class, args));
        }
        SpringApplication.run(EsteiraApplication.class, args);
    }

    /**
     * A virtual thread that loads a class keeps its carrier while it waits for the lock of a jar within the jar. With a carrier for each of
     * two cores the thread that has the lock may find none to go on with, and all stand still for ever. Where jars lie side by side, as in
     * the image, no lock is waited for by who has another.
     *
     * @param origin address that the hub's classes come from
     * @param settings of the JVM, in which an operator's own number stays
     */
    static void giveVirtualThreadsRoom(String origin, Properties settings) {
        if (origin.startsWith(WITHIN_A_JAR)) {
            settings.putIfAbsent(CARRIERS, String.valueOf(MANY_CARRIERS));
        }
    }
}
