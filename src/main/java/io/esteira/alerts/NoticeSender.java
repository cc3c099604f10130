package io.esteira.alerts;

import io.esteira.platform.SqlFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells alerts outside of the hub. A notice is kept until it has been sent, and tried for a day; one that was sent by an instance which died
 * before it could write that down is sent again.
 */
@Component
@ConditionalOnWebApplication
class NoticeSender {

    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    /** More go with the next. */
    private static final int MOST_TOGETHER = 100;

    private static final String PLAN = SqlFile.read(NoticeSender.class, "plan-notices.sql");
    private static final String CLAIM = SqlFile.read(NoticeSender.class, "claim-notices.sql");
    private static final String POSTPONE = SqlFile.read(NoticeSender.class, "postpone-notices.sql");

    private record Claimed(long id, Notice notice) {}

    private final JdbcClient jdbc;
    private final List<NoticeChannel> channels;
    private final AlertProperties properties;
    private final AtomicBoolean underWay = new AtomicBoolean();

    NoticeSender(JdbcClient jdbc, AlertConfiguration.NoticeChannels channels, AlertProperties properties) {
        this.jdbc = jdbc;
        this.channels = channels.all();
        this.properties = properties;
    }

    /** On a thread of its own: whoever takes no notices must not hold up what else the clock does. */
    @Scheduled(
            fixedDelayString = "${esteira.alerts.send-every:5s}",
            initialDelayString = "${esteira.alerts.send-every:5s}")
    void begin() {
        if (!channels.isEmpty() && underWay.compareAndSet(false, true)) {
            Thread unused = Thread.ofVirtual().name("alert notices").start(() -> {
                try {
                    send();
                } catch (RuntimeException e) {
                    log.warn("Notices of alerts wait: {}", e.toString());
                } finally {
                    underWay.set(false);
                }
            });
        }
    }

    void send() {
        jdbc.sql(PLAN)
                .param("channels", channels.stream().map(NoticeChannel::name).toArray(String[]::new))
                .param("notifyAfter", properties.notifyAfter().toSeconds())
                .param("quietFor", properties.quietFor().toSeconds())
                .update();
        channels.forEach(this::send);
    }

    private void send(NoticeChannel channel) {
        List<Claimed> due = jdbc.sql(CLAIM)
                .param("channel", channel.name())
                .param("most", MOST_TOGETHER)
                .query(NoticeSender::claimed)
                .list();
        if (due.isEmpty()) {
            return;
        }
        Long[] ids = due.stream().map(Claimed::id).toArray(Long[]::new);
        try {
            channel.send(due.stream().map(Claimed::notice).toList());
            jdbc.sql("update hub.alert_notice set sent_at = now(), lease_until = null, error = null where id = any(?)")
                    .param(ids)
                    .update();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("{} notices of alerts are sent again later by {}: {}", due.size(), channel.name(), e.toString());
            jdbc.sql(POSTPONE).param("ids", ids).param("error", e.toString()).update();
        }
    }

    private static Claimed claimed(ResultSet row, int n) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new Claimed(
                row.getLong("id"),
                new Notice(
                        row.getObject("public_id", UUID.class),
                        Notice.Event.valueOf(row.getString("event")),
                        row.getObject("alert", UUID.class),
                        row.getString("code"),
                        row.getString("company"),
                        row.getString("subject"),
                        row.getString("message"),
                        row.getString("message_pt"),
                        row.getTimestamp("raised_at").toInstant(),
                        endedAt == null ? null : endedAt.toInstant()));
    }
}
