package io.esteira.platform;

import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps alerts in the hub's database, where the first that raises one opens it. Safe for use by several threads and instances. */
final class JdbcAlerts implements Alerts {

    private static final Logger log = LoggerFactory.getLogger(JdbcAlerts.class);

    private static final String RAISE = SqlFile.read(JdbcAlerts.class, "alert-raise.sql");
    private static final String HOLD = SqlFile.read(JdbcAlerts.class, "alert-hold.sql");
    private static final String END = SqlFile.read(JdbcAlerts.class, "alert-end.sql");

    /** What has become of an alert that was looked at. */
    private record Change(String subject, boolean raised, String message) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    JdbcAlerts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void raise(@Nullable Short companyId, String code, String subject, Words words) {
        Integer times = ownTransaction.execute(status -> jdbc.sql(RAISE)
                .param("company", companyId, Types.SMALLINT)
                .param("code", code)
                .param("subject", subject)
                .param("message", words.en())
                .param("messagePt", words.pt())
                .query(Integer.class)
                .single());
        // Hundreds of deliveries may wait for one source, and each tells anew of each try.
        if (Integer.valueOf(1).equals(times)) {
            log(code, subject, words.en());
        }
    }

    @Override
    public void hold(String code, @Nullable String instance, List<Found> found) {
        List<Change> changes = ownTransaction.execute(status -> jdbc.sql(HOLD)
                .param("code", code)
                .param("instance", instance, Types.VARCHAR)
                .param("companies", found.stream().map(Found::companyId).toArray(Short[]::new))
                .param("subjects", texts(found, Found::subject))
                .param("messages", texts(found, each -> each.words().en()))
                .param("messagesPt", texts(found, each -> each.words().pt()))
                .query(Change.class)
                .list());
        Objects.requireNonNull(changes).stream()
                .filter(Change::raised)
                .forEach(raised -> log(code, raised.subject(), raised.message()));
    }

    private static String[] texts(List<Found> found, Function<Found, String> text) {
        return found.stream().map(text).toArray(String[]::new);
    }

    private static void log(String code, String subject, String message) {
        log.warn("alert code={} subject={} {}", code, subject, message);
    }

    @Override
    public List<String> open(String code) {
        return jdbc.sql("select subject from hub.alert where code = ? and ended_at is null")
                .param(code)
                .query(String.class)
                .list();
    }

    @Override
    public List<Open> open(List<String> codes) {
        return jdbc.sql("select code, subject from hub.alert where code = any(?) and ended_at is null")
                .param(codes.toArray(String[]::new))
                .query(Open.class)
                .list();
    }

    @Override
    public void end(String code, String subject) {
        ownTransaction.executeWithoutResult(status ->
                jdbc.sql(END).param("code", code).param("subject", subject).update());
    }
}
