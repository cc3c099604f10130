package io.esteira.plant.demo;

import io.esteira.plant.embedded.EmbeddedBroker;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The database and the broker of the demo. They start side by side, since each takes seconds. */
final class DemoServers implements AutoCloseable {

    private static final String HUB_DATABASE = "esteira";

    private final CompletableFuture<EmbeddedBroker> broker;
    private final EmbeddedDatabase database;

    DemoServers(DemoSettings settings) {
        // A thread of its own inherits the class loader by which the broker finds its parts in an executable jar.
        broker = CompletableFuture.supplyAsync(
                () -> EmbeddedBroker.start(settings.dir(), settings.mqttPort()),
                start -> new Thread(start, "broker-start").start());
        try {
            database = EmbeddedDatabase.start(settings.dir(), settings.postgresPort());
        } catch (RuntimeException e) {
            // A running broker would keep the process alive.
            broker.thenAccept(EmbeddedBroker::close).join();
            throw e;
        }
    }

    EmbeddedDatabase database() {
        return database;
    }

    EmbeddedBroker broker() {
        return broker.join();
    }

    /** The hub's own database, created on the first start. */
    JdbcConnectionDetails hubDatabase() {
        String unused = database.createDatabase(HUB_DATABASE);
        return hubDatabase(database.port());
    }

    /** The hub's database in a demo that runs already. */
    static JdbcConnectionDetails hubDatabase(int port) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedDatabase.USER;
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return "jdbc:postgresql://127.0.0.1:" + port + "/" + HUB_DATABASE;
            }
        };
    }

    @Override
    public void close() {
        broker.thenAccept(EmbeddedBroker::close).exceptionally(failure -> null).join();
        database.close();
    }
}
