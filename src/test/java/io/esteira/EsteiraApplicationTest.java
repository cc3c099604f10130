package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class EsteiraApplicationTest {

    private final Properties settings = new Properties();

    @Test
    void virtualThreadsHaveMoreCarriersThanAMachineOfTwoCoresHas() {
        EsteiraApplication.giveVirtualThreadsRoom(settings);

        assertThat(Integer.parseInt(settings.getProperty(EsteiraApplication.CARRIERS)))
                .isGreaterThanOrEqualTo(16)
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void anOperatorsOwnNumberOfCarriersStays() {
        settings.setProperty(EsteiraApplication.CARRIERS, "3");

        EsteiraApplication.giveVirtualThreadsRoom(settings);

        assertThat(settings).containsEntry(EsteiraApplication.CARRIERS, "3");
    }
}
