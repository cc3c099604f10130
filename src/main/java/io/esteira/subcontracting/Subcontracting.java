package io.esteira.subcontracting;

import io.esteira.planning.RuleSets;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import io.esteira.subcontracting.SubcontractingStore.Holder;
import io.esteira.subcontracting.SubcontractingTexts.Code;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may say about subcontractors: what was agreed with them, and how far they are. Each act is audited. */
@Component
public class Subcontracting {

    public static final List<Role> MAY_AGREE = List.of(Role.PLANNER);
    public static final List<Role> MAY_TELL = List.of(Role.LEADER, Role.PLANNER);

    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DECIMALS = 3;
    private static final int MOST_DAYS = 1_000;
    private static final int LONGEST_NOTE = 2_000;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param id internal id of the subcontractor, or of what was told of an order */
        record Done(long id) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** @param promisedOn a newly promised day; null: what was promised holds */
    public record Told(
            SubcontractStatus status,
            @Nullable String note,
            @Nullable LocalDate promisedOn) {}

    private final SubcontractingStore store;
    private final RuleSets rules;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Subcontracting(
            SubcontractingStore store,
            RuleSets rules,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Sets what a subcontractor can make of each of these categories in a phase; its other categories stay as they are. */
    public Answer saveCapacities(
            Caller caller,
            String company,
            String subcontractor,
            String phase,
            List<AgreedCapacity> capacities,
            @Nullable String note) {
        return planned(caller, () -> check(capacities, note), company, subcontractor, (of, id) -> {
            Optional<Long> phaseId = store.phase(of.id(), phase);
            if (phaseId.isEmpty()) {
                return refused(Refusal.unknown(Code.UNKNOWN_PHASE, "phase", phase));
            }
            List<String> known = store.categories(rules.of(of.id(), LocalDate.now(clock.withZone(of.zone())))
                    .json()
                    .toString());
            Optional<String> unknown = capacities.stream()
                    .map(AgreedCapacity::category)
                    .filter(category -> !known.contains(category))
                    .findFirst();
            if (unknown.isPresent()) {
                return refused(Refusal.unknown(Code.UNKNOWN_CATEGORY, "capacities", unknown.get()));
            }
            capacities.forEach(
                    capacity -> store.saveCapacity(of.id(), id, phaseId.get(), capacity, note, null, caller.name()));
            audit.record(
                    caller,
                    "subcontractCapacity.save",
                    of.id(),
                    subcontractor,
                    Map.of(
                            "phase",
                            phase,
                            "capacities",
                            capacities.stream()
                                    .map(each -> each.category() + " " + each.piecesPerDay())
                                    .toList()));
            return new Answer.Done(id);
        });
    }

    static Optional<Refusal> check(List<AgreedCapacity> capacities, @Nullable String note) {
        Set<String> seen = new HashSet<>();
        for (AgreedCapacity capacity : capacities) {
            if (!seen.add(capacity.category())) {
                return Optional.of(SubcontractingTexts.givenTwice(capacity.category()));
            }
            BigDecimal pieces = capacity.piecesPerDay();
            int days = Objects.requireNonNullElse(capacity.leadTimeDays(), 0);
            if (pieces.signum() < 0
                    || pieces.compareTo(MOST_PIECES) > 0
                    || pieces.scale() > MOST_DECIMALS
                    || days < 0
                    || days > MOST_DAYS) {
                return Optional.of(SubcontractingTexts.invalidQuantity("capacities"));
            }
        }
        return tooLong(note);
    }

    static Optional<Refusal> check(Told told) {
        return tooLong(told.note()).or(() -> outside(told.promisedOn()));
    }

    private static Optional<Refusal> tooLong(@Nullable String note) {
        return note != null && note.length() > LONGEST_NOTE
                ? Optional.of(SubcontractingTexts.invalidText("note"))
                : Optional.empty();
    }

    /** Takes an agreement back; what it was stays in its history. */
    public Answer removeCapacity(Caller caller, UUID capacity) {
        return permitted(caller, MAY_AGREE, SubcontractingTexts.plannersOnly())
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> store.capacity(capacity)
                        .filter(row -> caller.sees(row.companyId()))
                        .<Answer>map(row -> {
                            store.lock(row.companyId());
                            store.removeCapacity(row, null, caller.name());
                            audit.record(
                                    caller,
                                    "subcontractCapacity.remove",
                                    row.companyId(),
                                    capacity.toString(),
                                    Map.of());
                            return new Answer.Done(row.subcontractorId());
                        })
                        .orElseGet(() -> refused(SubcontractingTexts.capacityNotFound()))));
    }

    /** @param calendar code of the calendar by which the subcontractor works; null for that of the plan */
    public Answer setCalendar(Caller caller, String company, String subcontractor, @Nullable String calendar) {
        return planned(caller, Optional::empty, company, subcontractor, (of, id) -> {
            Optional<Long> calendarId = calendar == null ? Optional.empty() : store.calendar(of.id(), calendar);
            if (calendar != null && calendarId.isEmpty()) {
                return refused(Refusal.unknown(Code.UNKNOWN_CALENDAR, "calendar", calendar));
            }
            store.setCalendar(id, calendarId.orElse(null));
            audit.record(
                    caller,
                    "subcontractorCalendar.set",
                    of.id(),
                    subcontractor,
                    Map.of("calendar", Objects.requireNonNullElse(calendar, "")));
            return new Answer.Done(id);
        });
    }

    /**
     * Tells how far an order is at a subcontractor; what was told before stays.
     *
     * @param order public id
     * @param subcontractor its code; null where only one has the order
     */
    public Answer tell(Caller caller, UUID order, @Nullable String subcontractor, Told told) {
        return permitted(caller, MAY_TELL, SubcontractingTexts.leadersOnly())
                .or(() -> check(told))
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> store.order(order)
                        .filter(row -> caller.sees(row.companyId()))
                        .map(row -> tell(caller, row, subcontractor, told))
                        .orElseGet(() -> refused(SubcontractingTexts.orderNotFound()))));
    }

    private Answer tell(Caller caller, SubcontractingStore.OrderRow order, @Nullable String subcontractor, Told told) {
        List<Holder> all = store.holders(order.id()).stream()
                .filter(each -> subcontractor == null || each.code().equals(subcontractor))
                .toList();
        List<Holder> open = all.stream().filter(Holder::open).toList();
        List<Holder> meant = open.isEmpty() ? all : open;
        if (meant.isEmpty()) {
            return refused(SubcontractingTexts.notAtSubcontractor());
        }
        if (meant.size() > 1) {
            return refused(SubcontractingTexts.severalSubcontractors());
        }
        Holder holder = meant.getFirst();
        long id = store.addStatus(order, holder.id(), told, null, caller.name());
        audit.record(
                caller,
                "subcontractStatus.set",
                order.companyId(),
                order.publicId().toString(),
                Map.of(
                        "subcontractor",
                        holder.code(),
                        "status",
                        told.status().name(),
                        "promisedOn",
                        String.valueOf(told.promisedOn())));
        return new Answer.Done(id);
    }

    private static Optional<Refusal> outside(@Nullable LocalDate day) {
        return day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))
                ? Optional.of(SubcontractingTexts.invalidDate("promisedOn"))
                : Optional.empty();
    }

    private interface Work {
        Answer of(Company company, long subcontractorId);
    }

    private Answer planned(
            Caller caller, Supplier<Optional<Refusal>> check, String company, String subcontractor, Work work) {
        Optional<Company> found = companies.find(company).filter(each -> caller.sees(each.id()));
        return permitted(caller, MAY_AGREE, SubcontractingTexts.plannersOnly())
                .or(() ->
                        found.isEmpty() ? Optional.of(Refusal.unknownCompany(Code.UNKNOWN_COMPANY)) : Optional.empty())
                .or(check)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> {
                    Company of = found.orElseThrow();
                    store.lock(of.id());
                    return store.subcontractor(of.id(), subcontractor)
                            .map(id -> work.of(of, id))
                            .orElseGet(() -> refused(
                                    Refusal.unknown(Code.UNKNOWN_SUBCONTRACTOR, "subcontractor", subcontractor)));
                }));
    }

    private Answer done(Supplier<Answer> work) {
        Answer answer = Objects.requireNonNull(transaction.execute(status -> work.get()));
        if (answer instanceof Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Refused(refusal);
    }

    private static Optional<Refusal> permitted(Caller caller, List<Role> roles, Refusal otherwise) {
        return caller.hasAny(roles) ? Optional.empty() : Optional.of(otherwise);
    }
}
