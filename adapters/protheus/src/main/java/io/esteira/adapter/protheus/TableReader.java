package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.GenericQuery.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of one table become records, whole or from a mark on. */
abstract class TableReader extends ProtheusReader {

    /** Keys of one point read; the length of an address is bounded. */
    static final int KEYS_AT_ONCE = 40;

    final GenericQuery query;

    TableReader(String entity, Duration cadence, Set<String> after, ProtheusConnection protheus) {
        super(entity, cadence, after, protheus);
        this.query = protheus.query();
    }

    /** What is asked for a whole reading. */
    abstract Question everything(Company company);

    /** The key by which Protheus itself knows the row. */
    abstract String keyOf(Row row);

    /** A condition that holds for the rows with these keys, and may hold for more; blank when no row can have them. */
    abstract String whereKeyIn(List<String> keys);

    /** Reads all, each time; a reader that knows what changed says otherwise. */
    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        return pages(query.slices(company, everything(company), 0), slice -> Page.of(records(company, slice.rows())));
    }

    /** The slices as pages, each read when it is asked for. */
    static Iterator<Page> pages(Iterator<Slice> slices, Function<Slice, Page> page) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return slices.hasNext();
            }

            @Override
            public Page next() {
                return page.apply(slices.next());
            }
        };
    }

    /** What has ended, as history, and then all that is open: its last page carries the mark for the next run. */
    final Iterator<Page> endedThenOpen(Company company, Question ended, Question open) {
        ReadMark done = new ReadMark(0, clock.instant(), true);
        Iterator<Slice> history = query.slices(company, ended, 0);
        Iterator<Slice> present = query.slices(company, open, 0);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return present.hasNext();
            }

            @Override
            public Page next() {
                if (history.hasNext()) {
                    return Page.history(records(company, history.next().rows()));
                }
                Slice slice = present.next();
                return new Page(records(company, slice.rows()), slice.last() ? done.watermark() : null);
            }
        };
    }

    @Override
    public final List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        Company company = properties.company(companyCode);
        Set<String> wanted = Set.copyOf(sourceKeys);
        List<String> keys = List.copyOf(wanted);
        List<SourceRecord> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            String where = whereKeyIn(keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size())));
            if (!where.isBlank()) {
                Question all = everything(company);
                Question question = new Question(all.table(), where, all.deleted(), all.stamp());
                found.addAll(records(company, query.all(company, question)));
            }
        }
        return found.stream()
                .filter(record -> wanted.contains(record.sourceKey()))
                .toList();
    }

    /** A reader that adds to its rows says otherwise. */
    List<SourceRecord> records(Company company, List<Row> rows) {
        return rows.stream().map(row -> record(company, row)).toList();
    }

    /** A row without a key is a mistake of the source that a person has to see, not one that stops the run. */
    private SourceRecord record(Company company, Row row) {
        String key = keyOf(row).strip();
        return record(
                company,
                key.isEmpty() ? Table.RECNO + " " + row.recno() : key,
                row.stamp().isEmpty() ? null : row.stamp(),
                row.json());
    }

    /** A condition that a field has one of the values. */
    static String in(String field, List<String> values) {
        return field
                + values.stream().distinct().map(GenericQuery::quoted).collect(Collectors.joining(",", " IN (", ")"));
    }
}
