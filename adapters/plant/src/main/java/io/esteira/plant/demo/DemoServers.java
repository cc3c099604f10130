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
        broker = CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(settings.dir(), settings.mqttPort()));
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
        String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + HUB_DATABASE;
        String user = database.user();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return user;
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }

    @Override
    public void close() {
        broker.thenAccept(EmbeddedBroker::close).exceptionally(failure -> null).join();
        database.close();
    }
}
