package io.esteira.documents;

import graphql.schema.GraphQLSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
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
        Map<String, Object> first = pages.first();
        Map<String, Object> second = pages.goesOn() ? pages.second() : null;
        List<Map<String, Object>> read = second == null ? List.of(first) : List.of(first, second);
        if (pages.goesOn()) {
            stream(table, read, pages);
        } else {
            byte[] body = render(form, table, read);
            whole(body, tag(table, read, body), pages.more());
        }
    }

    private byte[] render(Form as, Table table, List<Map<String, Object>> pages) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        TableWriter writer = TableWriter.of(as, published.name(), table.columns(), body);
        for (Map<String, Object> page : pages) {
            table.rows(page, writer);
        }
        writer.finish();
        return body.toByteArray();
    }

    /** A workbook holds when it was made: equal ones are known by their rows, and equal in meaning only. */
    private String tag(Table table, List<Map<String, Object>> pages, byte[] body) throws IOException {
        if (form.kind() != Form.Kind.XLSX) {
            return '"' + Sha256.of(body) + '"';
        }
        byte[] rows = render(form.as(Form.Kind.FLAT), table, pages);
        return "W/\"" + Sha256.of(rows) + "-xlsx\"";
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
        pages.others(page -> table.rows(page, writer), table.elements(writer));
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
