package io.esteira.inbox;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people say of a source as a whole: when it is not to be asked, and how much it bears. It holds at each instance within a second, for
 * runs that begin from then on; the pace holds for those under way too. Each act is audited.
 */
@Component
public class SourceDesk {

    public static final List<Role> MAY_STEER = RouteDesk.MAY_STEER;

    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    private static final int LONGEST_REASON = 500;
    private static final int MOST_RUNS = 100;
    private static final int MOST_REQUESTS = 60_000;

    /** Closed list of why a wish about a source is refused. */
    public enum Code {
        FORBIDDEN,
        COMPANY_NOT_FOUND,
        SOURCE_NOT_FOUND,
        WINDOW_NOT_FOUND,
        INVALID_TIME,
        INVALID_REASON,
        INVALID_BUDGET
    }

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param id internal id of the source, or of the window */
        record Done(long id) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private record Window(long id, short companyId, boolean over) {}

    private final JdbcClient jdbc;
    private final RouteBoard board;
    private final Companies companies;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SourceDesk(
            JdbcClient jdbc,
            RouteBoard board,
            Companies companies,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.board = board;
        this.companies = companies;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Says what a source bears, for all instances together.
     *
     * @param runsAtOnce of its routes, 1 to 100; null: all
     * @param requestsPerMinute pages and look-ups, 1 to 60,000; null: as fast as it answers
     */
    public Answer setBudget(
            Caller caller,
            String company,
            String source,
            @Nullable Integer runsAtOnce,
            @Nullable Integer requestsPerMinute) {
        return steer(caller, company, found -> {
            if (isOutside(runsAtOnce, MOST_RUNS)) {
                return new Answer.Refused(SourceTexts.runsAtOnce());
            }
            if (isOutside(requestsPerMinute, MOST_REQUESTS)) {
                return new Answer.Refused(SourceTexts.requestsPerMinute());
            }
            Optional<Long> changed = jdbc.sql("""
                            update hub.source_state set runs_at_once = :runs, requests_per_minute = :requests, next_request_at = null
                             where company_id = :company and source = :source returning id
                            """)
                    .param("runs", runsAtOnce, Types.SMALLINT)
                    .param("requests", requestsPerMinute, Types.INTEGER)
                    .param("company", found.id())
                    .param("source", source)
                    .query(Long.class)
                    .optional();
            changed.ifPresent(id -> audit.record(
                    caller,
                    "source.budget",
                    found.id(),
                    source,
                    Map.of(
                            "runsAtOnce", Objects.toString(runsAtOnce, ""),
                            "requestsPerMinute", Objects.toString(requestsPerMinute, ""))));
            return changed.<Answer>map(Answer.Done::new)
                    .orElseGet(() -> new Answer.Refused(SourceTexts.sourceNotFound()));
        });
    }

    private static boolean isOutside(@Nullable Integer value, int most) {
        return value != null && (value < 1 || value > most);
    }

    /**
     * Has a source rest, and nobody told that it is old, from one moment to another. What runs as it begins goes on to its end.
     *
     * @param source null: all sources of the company
     * @param from null: now
     */
    public Answer addMaintenance(
            Caller caller,
            String company,
            @Nullable String source,
            @Nullable Instant from,
            Instant until,
            String reason) {
        Instant now = clock.instant();
        Instant starts = from == null ? now : from;
        return steer(caller, company, found -> {
            if (!until.isAfter(now) || !until.isAfter(starts) || until.isAfter(starts.plus(LONGEST_WINDOW))) {
                return new Answer.Refused(SourceTexts.window());
            }
            if (reason.isBlank() || reason.length() > LONGEST_REASON) {
                return new Answer.Refused(SourceTexts.reason());
            }
            if (source != null && !isKnown(found, source)) {
                return new Answer.Refused(SourceTexts.sourceNotFound());
            }
            return new Answer.Done(insert(caller, found, source, starts, until, reason.strip()));
        });
    }

    private boolean isKnown(Company company, String source) {
        return jdbc.sql("select 1 from hub.source_state where company_id = ? and source = ?")
                .params(company.id(), source)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private long insert(
            Caller caller, Company company, @Nullable String source, Instant from, Instant until, String reason) {
        long id = jdbc.sql("""
                        insert into hub.maintenance_window (company_id, source, starts_at, ends_at, reason, created_by, created_at)
                        values (:company, :source, :from, :until, :reason, :by, :now) returning id
                        """)
                .param("company", company.id())
                .param("source", source, Types.VARCHAR)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("reason", reason)
                .param("by", caller.name())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("from", from.toString());
        detail.put("until", until.toString());
        detail.put("reason", reason);
        audit.record(caller, "source.maintenance", company.id(), source == null ? "*" : source, detail);
        return id;
    }

    /** Ends a maintenance now, or calls it off before it begins. One that is over stays as it is. */
    public Answer endMaintenance(Caller caller, UUID window) {
        if (!caller.hasAny(MAY_STEER)) {
            return new Answer.Refused(SourceTexts.forbidden());
        }
        return act(() -> find(window)
                .filter(found -> caller.sees(found.companyId()))
                .map(found -> end(caller, window, found))
                .orElseGet(() -> new Answer.Refused(windowNotFound())));
    }

    private Optional<Window> find(UUID window) {
        return jdbc.sql("""
                        select id, company_id, ended_at is not null or ends_at <= :now as over from hub.maintenance_window
                         where public_id = :window for update
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("window", window)
                .query((row, n) -> new Window(row.getLong("id"), row.getShort("company_id"), row.getBoolean("over")))
                .optional();
    }

    private Answer end(Caller caller, UUID publicId, Window window) {
        if (!window.over()) {
            jdbc.sql("update hub.maintenance_window set ended_at = ?, ended_by = ? where id = ?")
                    .params(Timestamp.from(clock.instant()), caller.name(), window.id())
                    .update();
            audit.record(caller, "source.maintenance.end", window.companyId(), publicId.toString(), Map.of());
        }
        return new Answer.Done(window.id());
    }

    /** Of an id that is none of a maintenance's. */
    public static Refusal windowNotFound() {
        return SourceTexts.windowNotFound();
    }

    private Answer steer(Caller caller, String company, Function<Company, Answer> act) {
        if (!caller.hasAny(MAY_STEER)) {
            return new Answer.Refused(SourceTexts.forbidden());
        }
        return companies
                .find(company)
                .filter(found -> caller.sees(found.id()))
                .map(found -> act(() -> act.apply(found)))
                .orElseGet(() -> new Answer.Refused(Refusal.unknownCompany(Code.COMPANY_NOT_FOUND)));
    }

    private Answer act(Supplier<Answer> act) {
        Answer answer = Objects.requireNonNull(transaction.execute(status -> act.get()));
        board.forget();
        return answer;
    }
}
