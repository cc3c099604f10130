package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.GenericQuery.Slice;
import io.esteira.adapter.protheus.ProtheusProperties.Downtimes;
import io.esteira.adapter.protheus.ProtheusProperties.Postings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows of one type of SH6, reversed (deleted) ones too. Between snapshots comes what has a higher record number than any
 * row read before, and with it what changed: by S_T_A_M_P_ where the site keeps that column, otherwise by reading the postings of
 * the last days again.
 */
final class Sh6Reader extends TableReader {

    private final ProtheusCapabilities capabilities;
    private final Duration snapshotCadence;
    private final Function<String, Table> table;
    private final String ofType;

    /**
     * @param type H6_TIPO of the rows
     * @param table by company, SH6 with all that is asked for
     */
    private Sh6Reader(
            String entity,
            String type,
            Duration cadence,
            Duration snapshotCadence,
            Set<String> after,
            Function<String, Table> table,
            ProtheusConnection protheus) {
        super(entity, cadence, after, protheus);
        this.ofType = "H6_TIPO = '" + type + "'";
        this.snapshotCadence = snapshotCadence;
        this.capabilities = protheus.capabilities();
        this.table = table;
    }

    /**
     * Production postings.
     *
     * @param table by company, SH6 with all that is asked for
     */
    static Sh6Reader postings(Set<String> after, Function<String, Table> table, ProtheusConnection protheus) {
        Postings postings = protheus.properties().postings();
        return new Sh6Reader(POSTINGS, "P", postings.cadence(), postings.snapshotCadence(), after, table, protheus);
    }

    /** Stops of machines. */
    static Sh6Reader downtimes(Set<String> after, ProtheusConnection protheus) {
        Downtimes downtimes = protheus.properties().downtimes();
        return new Sh6Reader(
                DOWNTIMES,
                "I",
                downtimes.cadence(),
                downtimes.snapshotCadence(),
                after,
                company -> Table.STOPS,
                protheus);
    }

    @Override
    public Duration snapshotCadence() {
        return snapshotCadence;
    }

    @Override
    public Optional<String> dayField() {
        return Optional.of("h6_dataini");
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        Instant start = clock.instant();
        ReadMark mark = request.since()
                .map(since -> ReadMark.of(since).asOfNoLaterThan(start))
                .orElseGet(() -> ReadMark.start(start));
        boolean whole = request.mode() == ReadMode.SNAPSHOT || !mark.complete();
        Question question = whole ? everything(company) : changed(company, mark);
        boolean resumes = request.mode() == ReadMode.INCREMENTAL && !mark.complete();
        Iterator<Slice> slices = query.slices(company, question, resumes ? mark.recno() : 0);
        Progress progress = new Progress(mark, start, question.stamp());
        return pages(
                slices,
                slice -> new Page(
                        records(company, slice.rows()), progress.after(slice).watermark()));
    }

    private Question changed(Company company, ReadMark mark) {
        boolean stamp = capabilities.rowStamps(company);
        String change = stamp ? stampedSince(mark) : reportedSince(company, mark);
        String where = ofType + " AND (" + change + " OR " + Table.RECNO + " > " + mark.recno() + ")";
        return new Question(table.apply(company.code()), where, true, stamp);
    }

    private String stampedSince(ReadMark mark) {
        Instant since = mark.asOf().minus(properties.postings().overlap());
        return Table.STAMP + " >= "
                + GenericQuery.quoted(
                        RowStamp.write(since, properties.postings().stampPattern()));
    }

    private String reportedSince(Company company, ReadMark mark) {
        LocalDate since =
                LocalDate.ofInstant(mark.asOf().minus(properties.postings().reread()), company.zone());
        return "H6_DTAPONT >= '" + DateTimeFormatter.BASIC_ISO_DATE.format(since) + "'";
    }

    @Override
    Question everything(Company company) {
        return new Question(table.apply(company.code()), ofType, true, capabilities.rowStamps(company));
    }

    @Override
    String keyOf(Row row) {
        return Long.toString(row.recno());
    }

    @Override
    String whereKeyIn(List<String> keys) {
        String numbers = keys.stream().filter(key -> key.matches("\\d{1,18}")).collect(Collectors.joining(","));
        return numbers.isEmpty() ? "" : ofType + " AND " + Table.RECNO + " IN (" + numbers + ")";
    }

    /**
     * Moves the mark: the record number with each page, the moment at the end. That is the start of the run, since a row may change
     * behind the reader; where rows carry stamps never later than the latest seen, in case the hub's clock runs ahead of the
     * database's. A run that sees none leaves it.
     */
    private static final class Progress {

        private final Instant start;
        private final boolean stamped;
        private ReadMark mark;
        private Instant latest = Instant.EPOCH;

        Progress(ReadMark mark, Instant start, boolean stamped) {
            this.mark = mark;
            this.start = start;
            this.stamped = stamped;
        }

        /** How far the source has been read once the slice is stored. */
        ReadMark after(Slice slice) {
            if (!slice.rows().isEmpty()) {
                mark = mark.upTo(slice.rows().getLast().recno());
            }
            slice.rows().stream()
                    .map(row -> RowStamp.read(row.stamp()))
                    .flatMap(Optional::stream)
                    .filter(stamp -> stamp.isAfter(latest))
                    .forEach(stamp -> latest = stamp);
            return slice.last() ? mark.completed(through()) : mark;
        }

        /** A first reading may have been resumed: what changed since it began has to be read again. */
        private Instant through() {
            Instant began = mark.complete() ? start : earlier(mark.asOf(), start);
            return stamped ? earlier(latest, began) : began;
        }

        private static Instant earlier(Instant left, Instant right) {
            return left.isBefore(right) ? left : right;
        }
    }
}
