package io.esteira.adapter.csw;

import io.esteira.adapter.Page;
import io.esteira.adapter.csw.CswBudget.Turn;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one query by ranges of its page column. The database bounds a page by rows; rows of the last value, which may be cut
 * off, are left to the next page, so that rows of one order always come together.
 */
final class CswPages implements Iterator<Page> {

    private final CswReader reader;
    private final String company;
    private final String file;
    private final LocalDate since;
    private final boolean inScope;
    private final LocalDate today;
    private String after = "";
    private Turn turn = Turn.FIRST;
    private boolean ended;
    private @Nullable CswPages next;

    CswPages(CswReader reader, String company, String file, LocalDate since, boolean inScope, LocalDate today) {
        this.reader = reader;
        this.company = company;
        this.file = file;
        this.since = since;
        this.inScope = inScope;
        this.today = today;
    }

    /** These pages, then the others, in one run. */
    CswPages then(CswPages others) {
        others.turn = Turn.NEXT;
        next = others;
        return this;
    }

    @Override
    public boolean hasNext() {
        return !ended || (next != null && next.hasNext());
    }

    @Override
    public Page next() {
        if (!ended) {
            return read();
        }
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next.next();
    }

    private Page read() {
        List<CswRow> rows = wholeGroups();
        if (!rows.isEmpty() && !reader.pageColumn().isEmpty()) {
            after = rows.getLast().text(reader.pageColumn());
        }
        return new Page(reader.records(company, rows), ended && inScope ? reader.reached(today) : null, inScope);
    }

    private List<CswRow> wholeGroups() {
        if (reader.pageColumn().isEmpty()) {
            ended = true;
            return rows(CswDatabase.ALL);
        }
        for (int limit = reader.pageRows(); ; limit *= 2) {
            List<CswRow> rows = rows(limit);
            if (rows.size() < limit) {
                ended = true;
                return rows;
            }
            String cut = rows.getLast().text(reader.pageColumn());
            List<CswRow> whole = rows.stream()
                    .takeWhile(row -> !row.text(reader.pageColumn()).equals(cut))
                    .toList();
            if (!whole.isEmpty()) {
                return whole;
            }
        }
    }

    private List<CswRow> rows(int limit) {
        List<CswRow> rows = reader.rows(turn, company, file, after, since, limit);
        turn = Turn.NEXT;
        return rows;
    }
}
