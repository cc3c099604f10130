package io.esteira.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

final class JdbcAlerts implements Alerts {

    private static final Logger log = LoggerFactory.getLogger(JdbcAlerts.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    JdbcAlerts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void raise(@Nullable Short companyId, String code, String subject, String message) {
        Integer times = ownTransaction.execute(status -> jdbc.sql("""
                        insert into hub.alert (company_id, code, subject, message) values (?, ?, ?, ?)
                        on conflict (code, subject) where ended_at is null
                        do update set message = excluded.message, last_seen_at = now(), times = hub.alert.times + 1
                        returning times
                        """)
                .param(companyId)
                .param(code)
                .param(subject)
                .param(message)
                .query(Integer.class)
                .single());
        // Hundreds of deliveries may wait for one source, and each tells anew of each try.
        if (Integer.valueOf(1).equals(times)) {
            log.warn("alert code={} subject={} {}", code, subject, message);
        }
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
        ownTransaction.executeWithoutResult(status -> jdbc.sql(
                        "update hub.alert set ended_at = now() where code = ? and subject = ? and ended_at is null")
                .params(code, subject)
                .update());
    }
}
