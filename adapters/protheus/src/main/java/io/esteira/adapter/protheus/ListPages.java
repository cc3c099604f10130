package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The pages of a list that is asked for by their number, each when it is needed. A row that shifts to a later page while they are read
 * counts once; a service that gives the same page again and again does not page at all.
 */
final class ListPages implements Iterator<Page> {

    private final String service;
    private final IntFunction<Listed> pages;
    private final Set<String> seen = new HashSet<>();
    private List<?> before = List.of();
    private int number;
    private boolean done;

    /**
     * A page.
     *
     * @param rows as the service gave them
     * @param records what they are to the hub, by key
     */
    record Listed(List<?> rows, Map<String, SourceRecord> records, boolean last) {

        static final Listed NOTHING = new Listed(List.of(), Map.of(), true);
    }

    /**
     * @param service for the message when it does not page
     * @param pages by their number, from 1
     */
    ListPages(String service, IntFunction<Listed> pages) {
        this.service = service;
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        return !done;
    }

    @Override
    public Page next() {
        if (done) {
            throw new NoSuchElementException();
        }
        Listed page = pages.apply(++number);
        done = page.last();
        if (!page.rows().isEmpty() && page.rows().equals(before)) {
            throw new SourceUnavailable(service + " answers page " + number
                    + " with the rows of the one before: it does not page, nothing more can be read");
        }
        before = page.rows();
        return Page.of(page.records().values().stream()
                .filter(record -> seen.add(record.sourceKey()))
                .toList());
    }
}
