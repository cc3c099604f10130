package io.esteira.lake;

import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.query.Catalog;
import io.esteira.query.DataDictionary;
import io.esteira.query.Extract;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the lake up to date; one instance at a time does, whoever comes first. Thread-safe. */
@Component
public class LakeExport {

    private static final Logger log = LoggerFactory.getLogger(LakeExport.class);

    private static final int ROWS_AT_ONCE = 1_000;

    /** Held by the session of whoever exports: it ends with it, whatever happens. */
    private static final String LOCK = "hashtextextended('hub.lake export', 0)";

    private final LakeProperties properties;
    private final Companies companies;
    private final DataSource database;
    private final Clock clock;
    private final CuratedZone curated;
    private final RawZone raw;

    LakeExport(
            LakeProperties properties,
            Catalog catalog,
            DataDictionary dictionary,
            Companies companies,
            LakePositions positions,
            DataSource database,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.companies = companies;
        this.database = database;
        this.clock = clock;
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.curated =
                new CuratedZone(Extract.of(catalog, dictionary), properties.personal(), positions, jdbc, reading);
        this.raw = new RawZone(positions, jdbc, reading);
    }

    /**
     * Exports what has changed since the last time.
     *
     * @return how many rows were written; empty when somebody exports already
     * @throws IllegalStateException when there is neither a folder nor a bucket
     */
    public Optional<Long> export() throws IOException {
        try (Connection session = database.getConnection()) {
            if (!locked(session, "pg_try_advisory_lock")) {
                return Optional.empty();
            }
            try {
                return Optional.of(exportAll());
            } finally {
                boolean unused = locked(session, "pg_advisory_unlock");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database is away", e);
        }
    }

    private static boolean locked(Connection session, String function) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select " + function + "(" + LOCK + ")");
                ResultSet answer = statement.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private long exportAll() throws IOException {
        if (!properties.bucket().name().isBlank()) {
            try (BucketStore bucket = new BucketStore(properties.bucket())) {
                return exportTo(bucket);
            }
        }
        if (properties.folder().isBlank()) {
            throw new IllegalStateException(
                    "Set ESTEIRA_LAKE_FOLDER or ESTEIRA_LAKE_BUCKET_NAME: the lake has no place.");
        }
        return exportTo(new FolderStore(Path.of(properties.folder())));
    }

    private long exportTo(LakeStore store) throws IOException {
        LakeWriter writer = new LakeWriter(store, clock);
        long rows = 0;
        for (Company company : companies.all()) {
            if (properties.curated()) {
                rows += curated.export(company, writer);
            }
            if (properties.raw()) {
                rows += raw.export(company, RawZone.INBOX, writer);
            }
            if (properties.telemetry()) {
                rows += raw.export(company, RawZone.READINGS, writer);
            }
        }
        log.info("lake rows={}", rows);
        return rows;
    }
}
