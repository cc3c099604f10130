package io.esteira.operations;

import java.time.Clock;
import org.springframework.context.annotation.Bean;

/** Where the hub's own beans are not there. */
class DoctorClock {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
