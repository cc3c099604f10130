package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class EsteiraApplicationTest {

    /** As the launcher of the packed jar has it. */
    private static final String PACKED = "jar:nested:/opt/esteira.jar/!BOOT-INF/classes/!/";

    private final Properties settings = new Properties();

    @Test
    void virtualThreadsOfAPackedHubHaveCarriersToSpare() {
        EsteiraApplication.giveVirtualThreadsRoom(PACKED, settings);

        assertThat(settings).containsEntry(EsteiraApplication.CARRIERS, "256");
    }

    @Test
    void anOperatorsOwnNumberOfCarriersStays() {
        settings.setProperty(EsteiraApplication.CARRIERS, "3");

        EsteiraApplication.giveVirtualThreadsRoom(PACKED, settings);

        assertThat(settings).containsEntry(EsteiraApplication.CARRIERS, "3");
    }

    @Test
    void whereJarsLieSideBySideTheJvmKnowsBest() {
        EsteiraApplication.giveVirtualThreadsRoom("file:/opt/esteira/esteira.jar", settings);

        assertThat(settings).isEmpty();
    }
}
