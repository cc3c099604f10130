package io.esteira.adapter.protheus;

import io.esteira.adapter.testkit.ScratchFolder;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all plants of this module; each has a database of its own. */
final class PlantServer {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final EmbeddedDatabase SERVER = start();

    private PlantServer() {}

    private static EmbeddedDatabase start() {
        Path dir = ScratchFolder.create("postgres");
        EmbeddedDatabase server = EmbeddedDatabase.start(dir, 0, EmbeddedDatabase.Durability.OFF);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, dir)));
        return server;
    }

    /** A PostgreSQL outlives the process that has started it. */
    private static void stop(EmbeddedDatabase server, Path dir) {
        server.close();
        ScratchFolder.delete(dir);
    }

    /** A small plant at rest in a fresh database. */
    static PlantSettings settings(Path dir) {
        return PlantSettings.in(dir).withDatabase(SERVER.jdbcUrl("postgres"), "plant" + NEXT.incrementAndGet());
    }
}
