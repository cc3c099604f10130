package io.esteira.documents;

import graphql.schema.GraphQLSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the answer of one request. What fits into two pages has an {@code ETag}; what is longer is streamed, and cut off within
 * if it cannot be read to its end.
 */
final class AnswerWriter {

    /** Says that the list goes on after the page that was asked for. */
    static final String MORE = "X-Esteira-More";

    private static final Set<Form.Kind> FILES = Set.of(Form.Kind.CSV, Form.Kind.XLSX, Form.Kind.PARQUET);

    private static final String CACHING = "private, no-cache";
    private static final String DIFFERS_BY = "Authorization, Accept";

    private final PublishedDocument published;
    private final Form form;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    AnswerWriter(PublishedDocument published, Form form, HttpServletRequest request, HttpServletResponse response) {
        this.published = published;
        this.form = form;
        this.request = request;
        this.response = response;
    }

    void write(GraphQLSchema schema, ReadyDocument ready, Map<String, Object> variables, PageReader pages)
            throws IOException {
        if (form.kind() == Form.Kind.JSON) {
            json(ready, pages);
        } else {
            table(new Table(schema, ready, variables, form.rows()), pages);
        }
    }

    private void json(ReadyDocument ready, PageReader pages) throws IOException {
        Map<String, Object> data = pages.asAsked();
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "data", ready.pages() == null ? data : ready.pages().plain(data)));
        whole(body, '"' + Sha256.of(body) + '"', pages.more());
    }

    private void table(Table table, PageReader pages) throws IOException {
        AllAtOnce all = new AllAtOnce(table, pages);
        Optional<Map<String, Object>> first = pages.first(all);
        if (first.isPresent()) {
            paged(table, first.get(), pages);
        } else {
            all.finish();
        }
    }

    private void paged(Table table, Map<String, Object> first, PageReader pages) throws IOException {
        Map<String, Object> second = pages.goesOn() ? pages.second() : null;
        List<Map<String, Object>> read = second == null ? List.of(first) : List.of(first, second);
        if (pages.goesOn()) {
            stream(table, read, pages);
            return;
        }
        KeptTable kept = new KeptTable(form, published.name(), table.columns());
        for (Map<String, Object> page : read) {
            table.rows(page, kept);
        }
        kept.finish();
        whole(kept.body(), kept.tag(), pages.more());
    }

    /** Writes a list as its elements come: where they are few they are kept until the last one, so that the answer has its tag. */
    private final class AllAtOnce implements Asker.Taker {

        private final Table table;
        private final PageReader pages;
        private final KeptTable kept;
        private TableWriter writer;

        AllAtOnce(Table table, PageReader pages) throws IOException {
            this.table = table;
            this.pages = pages;
            kept = new KeptTable(form, published.name(), table.columns());
            writer = kept;
        }

        @Override
        public void total(long elements) throws IOException {
            pages.require(elements);
            if (!pages.areFew(elements)) {
                headers(null, false);
                writer = TableWriter.of(form, published.name(), table.columns(), response.getOutputStream());
            }
        }

        @Override
        public void element(Object element) throws IOException {
            table.rowsOf(element, writer);
        }

        @Override
        public void cells(@Nullable String[] cells) throws IOException {
            table.rowOf(cells, writer);
        }

        void finish() throws IOException {
            writer.finish();
            if (writer == kept) {
                whole(kept.body(), kept.tag(), false);
            } else {
                response.getOutputStream().flush();
            }
        }
    }

    private void stream(Table table, List<Map<String, Object>> read, PageReader pages) throws IOException {
        headers(null, false);
        OutputStream to = response.getOutputStream();
        TableWriter writer = TableWriter.of(form, published.name(), table.columns(), to);
        for (Map<String, Object> page : read) {
            table.rows(page, writer);
        }
        // What fails from here on can be told by nothing but an end in the middle.
        response.flushBuffer();
        pages.others(page -> table.rows(page, writer));
        writer.finish();
        to.flush();
    }

    private void whole(byte[] body, String tag, boolean more) throws IOException {
        headers(tag, more);
        if (isKnown(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void headers(@Nullable String tag, boolean more) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHING);
        response.setHeader(HttpHeaders.VARY, DIFFERS_BY);
        response.setContentType(form.contentType().toString());
        if (tag != null) {
            response.setHeader(HttpHeaders.ETAG, tag);
        }
        if (more) {
            response.setHeader(MORE, "true");
        }
        if (FILES.contains(form.kind())) {
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(published.name() + '.' + form.kind().extension())
                            .build()
                            .toString());
        }
    }

    private boolean isKnown(String tag) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        for (String each : known.split(",", -1)) {
            String one = each.strip();
            if (one.equals("*") || bare(one).equals(bare(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
