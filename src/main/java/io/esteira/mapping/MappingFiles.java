package io.esteira.mapping;

import io.esteira.jobs.Jobs;
import io.esteira.jobs.Work;
import io.esteira.mapping.MappingTable.Line;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mappings in and out as files. What a file says of a code and first day that are known mends them; what it does not name stays. */
@Component
public class MappingFiles {

    /** Larger files are a job. */
    static final int AT_ONCE = 1_000;

    /** What became of a file. */
    public sealed interface Answer {

        record Done(ImportReport report) implements Answer {}

        /** Its result will hold the report. */
        record Started(long jobId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** A file of mappings, or why there is none. */
    public sealed interface Export {

        /** @param text CSV as it is, XLSX in base64 */
        record File(String text) implements Export {}

        record Refused(Refusal refusal) implements Export {}
    }

    /** What became of some lines, which are taken together or not at all. */
    private record Merged(Map<MappingMerge.Outcome, Integer> counts, List<ImportReport.RefusedLine> refused) {}

    private record Start(CodeMapping.Code code, @Nullable LocalDate validFrom) {}

    private final MappingStore store;
    private final CodeLinks links;
    private final Jobs jobs;
    private final Companies companies;
    private final Audit audit;
    private final Clock clock;
    private final MappingTransaction transaction;

    MappingFiles(
            MappingStore store,
            CodeLinks links,
            Jobs jobs,
            Companies companies,
            Audit audit,
            Clock clock,
            MappingTransaction transaction) {
        this.store = store;
        this.links = links;
        this.jobs = jobs;
        this.companies = companies;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Takes in what is sound of a file. The same file again changes nothing.
     *
     * @param asJob in the background, also where the file is small
     */
    public Answer importFile(Caller caller, String companyCode, MappingFile file, boolean asJob) {
        Optional<Company> company = companies.find(companyCode).filter(each -> caller.sees(each.id()));
        if (!caller.hasAny(CodeMappings.MAY_CHANGE)) {
            return new Answer.Refused(MappingTexts.forbidden());
        }
        if (company.isEmpty()) {
            return new Answer.Refused(Refusal.unknownCompany(MappingTexts.Code.UNKNOWN_COMPANY));
        }
        try {
            List<Line> lines =
                    switch (file) {
                        case MappingFile.Csv csv -> MappingCsv.parse(csv.text());
                        case MappingFile.Xlsx xlsx -> MappingXlsx.parse(xlsx.base64());
                    };
            if (lines.size() <= AT_ONCE && !asJob) {
                return new Answer.Done(take(caller, company.get(), lines, (done, total) -> {}));
            }
            Work work = progress -> take(caller, company.get(), lines, progress).asJson();
            return jobs.submit(caller, company.get(), "IMPORT_CODE_MAPPINGS", work)
                    .<Answer>map(job -> new Answer.Started(job.id()))
                    .orElseGet(() -> new Answer.Refused(MappingTexts.tooManyJobs()));
        } catch (MappingTable.Refused e) {
            return new Answer.Refused(e.refusal());
        }
    }

    private ImportReport take(Caller caller, Company company, List<Line> lines, Work.Progress progress) {
        List<ImportReport.RefusedLine> refused = new ArrayList<>();
        List<Line.Sound> sound = sound(lines, refused);
        Map<MappingMerge.Outcome, Integer> counts = new HashMap<>();
        int done = 0;
        progress.report(done, sound.size());
        for (List<Line.Sound> some : windows(sound)) {
            Merged merged = transaction.run(() -> merge(caller, company, some));
            merged.counts().forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
            refused.addAll(merged.refused());
            done += some.size();
            progress.report(done, sound.size());
        }
        refused.sort(Comparator.comparingLong(ImportReport.RefusedLine::line));
        return new ImportReport(
                counts.getOrDefault(MappingMerge.Outcome.CREATED, 0),
                counts.getOrDefault(MappingMerge.Outcome.UPDATED, 0),
                counts.getOrDefault(MappingMerge.Outcome.UNCHANGED, 0),
                refused);
    }

    /** Lines that mean something, and do not say otherwise than a line before of the same code and first day. */
    private static List<Line.Sound> sound(List<Line> lines, List<ImportReport.RefusedLine> refused) {
        Map<Start, CodeMapping> seen = new HashMap<>();
        List<Line.Sound> sound = new ArrayList<>();
        for (Line line : lines) {
            switch (line) {
                case Line.Bad bad -> refused.add(new ImportReport.RefusedLine(bad.number(), bad.refusal()));
                case Line.Sound each -> {
                    CodeMapping mapping = each.mapping();
                    CodeMapping first = seen.putIfAbsent(new Start(mapping.code(), mapping.validFrom()), mapping);
                    if (first == null || first.equals(mapping)) {
                        sound.add(each);
                    } else {
                        refused.add(new ImportReport.RefusedLine(each.number(), MappingTexts.overlaps(first)));
                    }
                }
            }
        }
        return sound;
    }

    /** Lines to be taken in one transaction; all of a code are together. */
    private static List<List<Line.Sound>> windows(List<Line.Sound> lines) {
        Map<CodeMapping.Code, List<Line.Sound>> byCode = lines.stream()
                .collect(Collectors.groupingBy(line -> line.mapping().code(), LinkedHashMap::new, Collectors.toList()));
        List<List<Line.Sound>> windows = new ArrayList<>();
        List<Line.Sound> window = new ArrayList<>();
        for (List<Line.Sound> ofCode : byCode.values()) {
            if (!window.isEmpty() && window.size() + ofCode.size() > AT_ONCE) {
                windows.add(window);
                window = new ArrayList<>();
            }
            window.addAll(ofCode);
        }
        if (!window.isEmpty()) {
            windows.add(window);
        }
        return windows;
    }

    /**
     * What is known is mended first: that makes room for what is new of the same code, whose order does not matter then either. So the
     * same file again finds all as it left it.
     */
    private static List<Line.Sound> mendsFirst(List<Line.Sound> lines, MappingMerge known) {
        return lines.stream()
                .sorted(Comparator.comparing((Line.Sound line) -> !known.mends(line.mapping()))
                        .thenComparing(
                                line -> line.mapping().validFrom(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private Merged merge(Caller caller, Company company, List<Line.Sound> lines) {
        Map<MappingMerge.Outcome, Integer> counts = new HashMap<>();
        List<ImportReport.RefusedLine> refused = new ArrayList<>();
        store.lock(company);
        MappingMerge merge = new MappingMerge(store.of(
                company, lines.stream().map(line -> line.mapping().code()).collect(Collectors.toSet())));
        for (Line.Sound line : mendsFirst(lines, merge)) {
            MappingMerge.Taken taken =
                    merge.take(line.tellsEnd() ? line.mapping() : merge.withKnownEnd(line.mapping()));
            counts.merge(taken.outcome(), 1, Integer::sum);
            CodeMapping conflict = taken.conflict();
            if (conflict != null) {
                refused.add(new ImportReport.RefusedLine(line.number(), MappingTexts.overlaps(conflict)));
            }
        }
        write(caller, company, merge.created(), merge.updated());
        return new Merged(counts, refused);
    }

    private void write(Caller caller, Company company, List<CodeMapping> created, List<MappingStore.Row> updated) {
        if (created.isEmpty() && updated.isEmpty()) {
            return;
        }
        store.update(updated, LocalDate.now(clock.withZone(company.zone())), caller.name(), clock.instant());
        List<Long> made = store.insert(company, created, caller.name(), clock.instant());
        links.link(Stream.concat(updated.stream().map(MappingStore.Row::id), made.stream())
                .toList());
        audit.record(
                caller,
                "codeMapping.import",
                company.id(),
                company.code(),
                Map.of("created", created.size(), "updated", updated.size()));
    }

    /**
     * The company's mappings as {@link #importFile} reads them; of a company that does not exist for the caller, the names of the columns
     * alone. Refused where they are more than one file may hold.
     *
     * @param kind null for all
     */
    public Export export(Caller caller, String companyCode, @Nullable MappingKind kind, MappingFile.Format format) {
        List<CodeMapping> mappings = companies
                .find(companyCode)
                .filter(company -> caller.sees(company.id()))
                .map(company -> store.all(company, kind, MappingTable.MOST_LINES + 1))
                .orElse(List.of());
        if (mappings.size() > MappingTable.MOST_LINES) {
            return new Export.Refused(MappingTable.tooMany());
        }
        String text =
                switch (format) {
                    case CSV -> MappingCsv.write(mappings);
                    case XLSX -> MappingXlsx.write(mappings);
                };
        return text.length() > MappingTable.MOST_CHARACTERS
                ? new Export.Refused(MappingTable.tooMany())
                : new Export.File(text);
    }

    /** Who may see mappings. */
    public boolean mayRead(Caller caller) {
        return caller.hasAny(CodeMappings.MAY_READ);
    }
}
