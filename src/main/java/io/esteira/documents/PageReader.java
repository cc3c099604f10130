package io.esteira.documents;

import io.esteira.documents.ReadyDocument.Pages;
import io.esteira.documents.ReadyDocument.Standing;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document's answer: all of its list at once, or one page after another. Between pages rows that come or go are seen or not; none
 * is seen twice. For one answer.
 */
final class PageReader {

    /** As long as pages may be, and what is asked for where the rows of such a page would be too many. */
    private static final int LONG_PAGE = 500;

    private static final int SHORT_PAGE = 50;

    /** Takes a page. */
    interface Taker {
        void take(Map<String, Object> data) throws IOException;
    }

    private final Asker asker;
    private final ReadyDocument document;
    private final Map<String, Object> variables;
    private final int maxRows;
    private int length = LONG_PAGE;
    private @Nullable Standing standing;

    /** @param maxRows of all pages together */
    PageReader(Asker asker, ReadyDocument document, Map<String, Object> variables, int maxRows) {
        this.asker = asker;
        this.document = document;
        this.variables = variables;
        this.maxRows = maxRows;
    }

    /** Only what the document and its caller ask for. */
    Map<String, Object> asAsked() {
        Map<String, Object> data = asker.ask(document.text(), variables);
        standing = document.pages() == null ? null : document.pages().standing(data);
        return data;
    }

    /**
     * The first page of all, or what was asked for where the document or its caller chose a page.
     *
     * @param all takes the elements if they can be had all at once
     * @return empty when they were taken
     */
    Optional<Map<String, Object>> first(Asker.Taker all) throws IOException {
        if (!follows()) {
            return Optional.of(asAsked());
        }
        try {
            return start(all);
        } catch (DocumentRefused refused) {
            if (!refused.tooCostly()) {
                throw refused;
            }
            length = SHORT_PAGE;
            return start(all);
        }
    }

    private Optional<Map<String, Object>> start(Asker.Taker all) throws IOException {
        Optional<Map<String, Object>> page = asker.askAll(document.text(), next(null, false), all);
        page.ifPresent(this::stand);
        return page;
    }

    /** Whether so many rows are no more than two pages hold. */
    boolean areFew(long rows) {
        return rows <= 2L * length;
    }

    /** @throws DocumentRefused when so many rows are too many */
    void require(long rows) {
        if (rows > maxRows) {
            throw DocumentRefused.tooManyRows(maxRows);
        }
    }

    private boolean follows() {
        Pages pages = document.pages();
        return pages != null && pages.canBeFollowed() && !pages.areChosenBy(variables);
    }

    /** There is more of the list that was not read yet. */
    boolean more() {
        return standing != null && standing.more();
    }

    /** There are pages to be read. */
    boolean goesOn() {
        return follows() && more();
    }

    /**
     * The second page; counts the list, so that one that is too long is refused before anything was written.
     *
     * @throws DocumentRefused when there are too many rows
     */
    Map<String, Object> second() {
        Map<String, Object> page = page(standing, true);
        Long count = standing == null ? null : standing.count();
        require(count == null ? 0 : count);
        return page;
    }

    /** All pages after the second. A list that grows beyond the limit meanwhile ends in a refusal. */
    void others(Taker pages) throws IOException {
        long read = 2L * length;
        while (goesOn()) {
            read += length;
            if (read > (long) maxRows + length) {
                throw DocumentRefused.tooManyRows(maxRows);
            }
            pages.take(page(standing, false));
        }
    }

    private Map<String, Object> next(@Nullable Standing before, boolean counted) {
        Pages pages = Objects.requireNonNull(document.pages(), "pages");
        return pages.next(variables, length, before == null ? null : before.cursor(), counted);
    }

    private Map<String, Object> page(@Nullable Standing before, boolean counted) {
        Map<String, Object> data = asker.ask(document.text(), next(before, counted));
        stand(data);
        return data;
    }

    private void stand(Map<String, Object> page) {
        standing = Objects.requireNonNull(document.pages()).standing(page);
    }
}
