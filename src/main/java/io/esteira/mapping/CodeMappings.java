package io.esteira.mapping;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people may do with code mappings. Each act is audited, and takes effect with its commit. */
@Component
public class CodeMappings {

    public static final List<Role> MAY_CHANGE = List.of(Role.IT);
    public static final List<Role> MAY_READ = List.of(Role.IT, Role.INTEGRATION);

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param mappingId internal id of the row; of one that was removed, the id that it had */
        record Done(long mappingId, UUID publicId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private final MappingStore store;
    private final CodeLinks links;
    private final Companies companies;
    private final Audit audit;
    private final Clock clock;
    private final MappingTransaction transaction;

    CodeMappings(
            MappingStore store,
            CodeLinks links,
            Companies companies,
            Audit audit,
            Clock clock,
            MappingTransaction transaction) {
        this.store = store;
        this.links = links;
        this.companies = companies;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Adds a mapping, or changes one. To save what is there already changes nothing.
     *
     * @param publicId of the mapping to change; null for a new one
     */
    public Answer save(Caller caller, String company, @Nullable UUID publicId, CodeMapping given) {
        CodeMapping mapping = given.stripped();
        Optional<Company> found = companies.find(company).filter(each -> caller.sees(each.id()));
        Optional<Refusal> refusal = permitted(caller)
                .or(() -> found.isEmpty()
                        ? Optional.of(Refusal.unknownCompany(MappingTexts.Code.UNKNOWN_COMPANY))
                        : Optional.empty())
                .or(() -> MappingRules.check(mapping));
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        return transaction.run(() -> {
            Company of = found.orElseThrow();
            store.lock(of);
            return publicId == null ? add(caller, of, mapping) : change(caller, of, publicId, mapping);
        });
    }

    private Answer add(Caller caller, Company company, CodeMapping mapping) {
        List<MappingStore.Row> known = store.of(company, Set.of(mapping.code()));
        for (MappingStore.Row row : known) {
            if (row.mapping().equals(mapping)) {
                return new Answer.Done(row.id(), row.publicId());
            }
        }
        Optional<CodeMapping> conflict = new MappingMerge(known).conflict(mapping);
        if (conflict.isPresent()) {
            return new Answer.Refused(MappingTexts.overlaps(conflict.get()));
        }
        long id = store.insert(company, List.of(mapping), caller.name(), clock.instant())
                .getFirst();
        return saved(caller, store.get(id));
    }

    private Answer change(Caller caller, Company company, UUID publicId, CodeMapping mapping) {
        Optional<MappingStore.Row> found = store.find(publicId).filter(row -> row.companyId() == company.id());
        if (found.isEmpty()) {
            return new Answer.Refused(MappingTexts.notFound());
        }
        MappingStore.Row before = found.get();
        if (before.mapping().equals(mapping)) {
            return new Answer.Done(before.id(), before.publicId());
        }
        List<MappingStore.Row> others = store.of(company, Set.of(mapping.code())).stream()
                .filter(row -> row.id() != before.id())
                .toList();
        Optional<CodeMapping> conflict = new MappingMerge(others).conflict(mapping);
        if (conflict.isPresent()) {
            return new Answer.Refused(MappingTexts.overlaps(conflict.get()));
        }
        MappingStore.Row row = new MappingStore.Row(before.id(), publicId, company.id(), mapping);
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        store.update(List.of(row), today, caller.name(), clock.instant());
        return saved(caller, row);
    }

    private Answer saved(Caller caller, MappingStore.Row row) {
        links.link(List.of(row.id()));
        audit.record(
                caller,
                "codeMapping.save",
                row.companyId(),
                row.publicId().toString(),
                row.mapping().detail());
        return new Answer.Done(row.id(), row.publicId());
    }

    /** Takes a mapping away. What was read while it held stays as it is until it comes again. */
    public Answer remove(Caller caller, UUID publicId) {
        Optional<Refusal> refusal = permitted(caller);
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        return transaction.run(() -> {
            Optional<MappingStore.Row> found = store.find(publicId).filter(row -> caller.sees(row.companyId()));
            found.ifPresent(row -> store.lock(companies.get(row.companyId())));
            // Asked again under the lock: another may have removed or changed it meanwhile.
            found = found.flatMap(row -> store.find(publicId));
            if (found.isEmpty()) {
                return new Answer.Refused(MappingTexts.notFound());
            }
            MappingStore.Row row = found.get();
            store.delete(row.id());
            audit.record(
                    caller,
                    "codeMapping.remove",
                    row.companyId(),
                    publicId.toString(),
                    row.mapping().detail());
            return new Answer.Done(row.id(), publicId);
        });
    }

    private static Optional<Refusal> permitted(Caller caller) {
        return caller.hasAny(MAY_CHANGE) ? Optional.empty() : Optional.of(MappingTexts.forbidden());
    }
}
