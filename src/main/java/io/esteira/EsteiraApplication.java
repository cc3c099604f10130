package io.esteira;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The hub. Adapters come as auto-configurations from their own modules. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EsteiraApplication {

    public static void main(String[] args) {
        SpringApplication.run(EsteiraApplication.class, args);
    }
}
