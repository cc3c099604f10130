package io.esteira.production;

import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignal;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells people what a merge found odd, and ends what a later one has put right. An alert has a transaction of its own, so that
 * raising it within another would take a second connection while the first is held: it waits for the signal after the commit.
 */
@Component
class PostingAlerts implements ChangeSignal {

    private static final Logger log = LoggerFactory.getLogger(PostingAlerts.class);

    static final String DIFFERS = "posting.differs";
    static final String DOUBLED = "posting.doubled";

    private static final String STILL_DIFFERS = """
            select reference from hub.posting
            where reference = any(?) and state = 'ACCEPTED' and num_nonnulls(erp_good, erp_scrap, erp_rework) > 0
            """;
    private static final String STILL_DOUBLED = SqlFile.read(PostingAlerts.class, "posting-still-doubled.sql");

    private final Alerts alerts;
    private final JdbcClient jdbc;
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();

    PostingAlerts(Alerts alerts, JdbcClient jdbc) {
        this.alerts = alerts;
        this.jdbc = jdbc;
    }

    private record Found(Company company, List<PostingMerge.Oddity> oddities) {}

    /** What a merge found, possibly nothing; told when its transaction has been committed. */
    void tell(Company company, List<PostingMerge.Oddity> oddities) {
        Found merged = new Found(company, oddities);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    found.add(merged);
                }
            });
        } else {
            found.add(merged);
        }
    }

    /** What cannot be raised now is raised with the next change. */
    @Override
    public void changed() {
        boolean any = false;
        for (Found merged = found.poll(); merged != null; merged = found.poll()) {
            try {
                raise(merged);
            } catch (RuntimeException e) {
                log.error(
                        "alerts of company {} wait for the next change",
                        merged.company().code(),
                        e);
                found.add(merged);
                return;
            }
            any = true;
        }
        if (any) {
            end(DIFFERS, STILL_DIFFERS);
            end(DOUBLED, STILL_DOUBLED);
        }
    }

    private void raise(Found merged) {
        merged.oddities()
                .forEach(odd -> alerts.raise(
                        merged.company().id(), odd.code(), odd.subject(), new Alerts.Words(odd.text(), odd.textPt())));
    }

    private void end(String code, String stillSo) {
        alerts.endOver(code, open -> jdbc.sql(stillSo)
                .param(open.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
