package io.esteira.plant;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Plant} is started with. Ports of 0 take any free one.
 *
 * @param seed the same seed and clock give the same plant
 * @param dir where servers of its own keep their data
 * @param adminJdbcUrl a PostgreSQL server to create the database in; null starts one of its own under {@code dir}
 * @param database the name of the plant's database
 * @param postgresPort the port of its own PostgreSQL
 * @param broker the broker to publish to; null for none, unless {@code ownBroker}
 * @param ownBroker whether it starts a broker of its own
 * @param zone where the plant stands: its ERPs keep local dates
 * @param pace between two ERP events; a piece is made four times as often
 * @param working whether it works on the clock from the start
 */
public record PlantSettings(
        long seed,
        PlantSize size,
        Path dir,
        @Nullable String adminJdbcUrl,
        String database,
        int postgresPort,
        @Nullable URI broker,
        boolean ownBroker,
        int mqttPort,
        int protheusPort,
        int controlPort,
        ZoneId zone,
        Duration pace,
        boolean working,
        Clock clock) {

    /** A small plant at rest on free ports, with a database of its own under the folder and without a broker. */
    public static PlantSettings in(Path dir) {
        return new PlantSettings(
                2026,
                PlantSize.SMALL,
                dir,
                null,
                "csw",
                0,
                null,
                false,
                0,
                0,
                0,
                ZoneId.of("America/Sao_Paulo"),
                Duration.ofSeconds(2),
                false,
                Clock.systemUTC());
    }

    public PlantSettings withSeed(long value) {
        return new PlantSettings(
                value,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withSize(PlantSize value) {
        return new PlantSettings(
                seed,
                value,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    /** Lives as the named database in a server that runs already. */
    public PlantSettings withDatabase(String serverJdbcUrl, String name) {
        return new PlantSettings(
                seed,
                size,
                dir,
                serverJdbcUrl,
                name,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withOwnDatabase(int port) {
        return new PlantSettings(
                seed,
                size,
                dir,
                null,
                database,
                port,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withBroker(URI value) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                value,
                false,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withOwnBroker(int port) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                null,
                true,
                port,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withPorts(int protheus, int control) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheus,
                control,
                zone,
                pace,
                working,
                clock);
    }

    public PlantSettings withPace(Duration value) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                value,
                working,
                clock);
    }

    public PlantSettings withWorking(boolean value) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                value,
                clock);
    }

    public PlantSettings withClock(Clock value) {
        return new PlantSettings(
                seed,
                size,
                dir,
                adminJdbcUrl,
                database,
                postgresPort,
                broker,
                ownBroker,
                mqttPort,
                protheusPort,
                controlPort,
                zone,
                pace,
                working,
                value);
    }
}
