package io.esteira.plant;

import io.esteira.plant.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL for all tests of the module; each plant gets a database of its own. */
public final class TestServer {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final EmbeddedDatabase SERVER = start();

    private TestServer() {}

    private static EmbeddedDatabase start() {
        try {
            Path dir = Files.createTempDirectory("esteira-plant");
            EmbeddedDatabase server = EmbeddedDatabase.start(dir, 0, EmbeddedDatabase.Durability.OFF);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, dir)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedDatabase server, Path dir) {
        server.close();
        try {
            boolean unused = FileSystemUtils.deleteRecursively(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String url() {
        return SERVER.jdbcUrl("postgres");
    }

    /** A small plant at rest in a fresh database. */
    static PlantSettings settings() {
        return PlantSettings.in(Path.of("unused")).withDatabase(url(), "plant" + NEXT.incrementAndGet());
    }
}
