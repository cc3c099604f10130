package io.esteira.plant;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A plant of the test class's own, with a user who is logged in to its Protheus, and its tables. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class WritingOnPlant {

    static Plant plant;
    static ProtheusClient client;
    static JdbcClient tables;

    @BeforeAll
    static void start() throws IOException {
        plant = Plant.start(TestServer.settings());
        client = new ProtheusClient(plant);
        client.login();
        tables = PlantTest.admin(plant);
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
    }
}
