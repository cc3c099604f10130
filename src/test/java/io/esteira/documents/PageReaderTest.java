package io.esteira.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.ResponseError;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How a list is followed, and what happens when it cannot be. */
class PageReaderTest {

    static final GraphQLSchema SCHEMA = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse("""
                            scalar Decimal
                            type Query { xs(first: Int, after: String): XConnection! x: X }
                            type XConnection { nodes: [X!]! pageInfo: PageInfo! totalCount: Int! }
                            type PageInfo { hasNextPage: Boolean! endCursor: String }
                            type X { n: Int! amount: Decimal ys(first: Int, after: String): YConnection! }
                            type YConnection { nodes: [Y!]! pageInfo: PageInfo! }
                            type Y { m: Int! }
                            """),
                    RuntimeWiring.newRuntimeWiring()
                            .scalar(io.esteira.query.Scalars.all().get(2))
                            .build());

    /** A list of rows as long as is said. */
    private static final class Rows implements Asker {

        private final int rows;
        private final List<Integer> pages = new ArrayList<>();
        private int mostAtOnce = 500;
        private int failingPage = -1;
        private boolean atOnce;

        Rows(int rows) {
            this.rows = rows;
        }

        @Override
        public Map<String, Object> ask(String document, Map<String, Object> variables) {
            int first = (Integer) variables.getOrDefault("document_first", 7);
            int from = Integer.parseInt(String.valueOf(variables.getOrDefault("document_after", "0")));
            if (first > mostAtOnce) {
                throw refusal("COST_LIMIT");
            }
            if (pages.size() == failingPage) {
                throw refusal("TIMEOUT");
            }
            pages.add(first);
            int to = Math.min(rows, from + first);
            Map<String, Object> page = new LinkedHashMap<>();
            page.put(
                    "nodes",
                    IntStream.range(from, to)
                            .mapToObj(n -> Map.of("n", n, "amount", "0.10"))
                            .toList());
            page.put("documentPage", Map.of("hasNextPage", to < rows, "endCursor", String.valueOf(to)));
            if (Boolean.TRUE.equals(variables.get("documentCounted"))) {
                page.put("documentCount", rows);
            }
            return Map.of("xs", page);
        }

        @Override
        public Optional<Map<String, Object>> askAll(String document, Map<String, Object> variables, Taker taker)
                throws IOException {
            if (!atOnce) {
                return Asker.super.askAll(document, variables, taker);
            }
            if ((Integer) variables.getOrDefault("document_first", 7) > mostAtOnce) {
                throw refusal("COST_LIMIT");
            }
            if (rows > 0) {
                taker.total(rows);
            }
            for (int n = 0; n < rows; n++) {
                taker.cells(new String[] {String.valueOf(n), "0.1"});
            }
            return Optional.empty();
        }

        private static DocumentRefused refusal(String code) {
            return DocumentRefused.by(List.of(new Refusal(code)));
        }
    }

    private record Refusal(String code) implements ResponseError {

        @Override
        public graphql.ErrorClassification getErrorType() {
            return graphql.ErrorType.DataFetchingException;
        }

        @Override
        public String getPath() {
            return "";
        }

        @Override
        public List<Object> getParsedPath() {
            return List.of();
        }

        @Override
        public List<graphql.language.SourceLocation> getLocations() {
            return List.of();
        }

        @Override
        public Map<String, Object> getExtensions() {
            return Map.of("code", code);
        }

        @Override
        public @Nullable String getMessage() {
            return "refused";
        }
    }

    private static MockHttpServletResponse answer(String document, Rows rows, int maxRows) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        write(document, rows, maxRows, response);
        return response;
    }

    private static void write(String text, Asker rows, int maxRows, MockHttpServletResponse response)
            throws IOException {
        PublishedDocument document = PublishedDocument.of("xs", text);
        ReadyDocument ready = ReadyDocument.of(document, SCHEMA, true);
        Form form = new Form(Form.Kind.FLAT, MediaType.APPLICATION_JSON, false, ZoneOffset.UTC, null);
        new AnswerWriter(document, form, new MockHttpServletRequest(), response)
                .write(SCHEMA, ready, Map.of(), new PageReader(rows, ready, Map.of(), maxRows));
    }

    private static int rowsOf(MockHttpServletResponse response) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8))
                .size();
    }

    @Test
    void aShortListIsOnePageAndIsNotCounted() throws IOException {
        Rows rows = new Rows(3);

        MockHttpServletResponse answer = answer("query Xs { xs { nodes { n amount } } }", rows, 10_000);

        assertThat(answer.getContentAsString()).startsWith("[{\"n\":0,\"amount\":0.10}");
        assertThat(rows.pages).containsExactly(500);
        assertThat(answer.getHeader("ETag")).isNotNull();
    }

    @Test
    void aLongListIsFollowedToItsEnd() throws IOException {
        Rows rows = new Rows(2_345);

        MockHttpServletResponse answer = answer("query Xs { xs { nodes { n } } }", rows, 10_000);

        assertThat(rowsOf(answer)).isEqualTo(2_345);
        assertThat(rows.pages).hasSize(5);
        assertThat(answer.getHeader("ETag")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "3, 500", "1000, 500", "90, 50"})
    void aShortListThatComesAtOnceIsWhatItsPagesAre(int length, int mostAtOnce) throws IOException {
        Rows paged = new Rows(length);
        Rows atOnce = new Rows(length);
        paged.mostAtOnce = mostAtOnce;
        atOnce.mostAtOnce = mostAtOnce;
        atOnce.atOnce = true;

        MockHttpServletResponse pages = answer("query Xs { xs { nodes { n amount } } }", paged, 10_000);
        MockHttpServletResponse all = answer("query Xs { xs { nodes { n amount } } }", atOnce, 10_000);

        assertThat(rowsOf(all)).isEqualTo(length);
        assertThat(all.getContentAsString())
                .isEqualTo(pages.getContentAsString().replace("0.10", "0.1"));
        assertThat(all.getHeader("ETag")).isNotNull();
        assertThat(atOnce.pages).isEmpty();
    }

    @Test
    void aLongListThatComesAtOnceIsStreamed() throws IOException {
        Rows rows = new Rows(1_001);
        rows.atOnce = true;

        MockHttpServletResponse answer = answer("query Xs { xs { nodes { n amount } } }", rows, 10_000);

        assertThat(rowsOf(answer)).isEqualTo(1_001);
        assertThat(answer.getHeader("ETag")).isNull();
    }

    @Test
    void aListThatComesAtOnceAndIsTooLongIsRefusedBeforeAnythingIsWritten() {
        Rows rows = new Rows(1_501);
        rows.atOnce = true;
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThatThrownBy(() -> write("query Xs { xs { nodes { n amount } } }", rows, 1_500, response))
                .isInstanceOf(DocumentRefused.class)
                .hasMessageContaining("1500");
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void pagesAreShorterWhereTheirRowsCostTooMuch() throws IOException {
        Rows rows = new Rows(120);
        rows.mostAtOnce = 50;

        assertThat(rowsOf(answer("query Xs { xs { nodes { n } } }", rows, 10_000)))
                .isEqualTo(120);
        assertThat(rows.pages).containsExactly(50, 50, 50);
    }

    @Test
    void aListThatIsTooLongIsRefusedBeforeAnythingIsWritten() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThatThrownBy(() -> write("query Xs { xs { nodes { n } } }", new Rows(1_501), 1_500, response))
                .isInstanceOf(DocumentRefused.class)
                .hasMessageContaining("1500");
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void whatFailsOnItsWayIsNoWholeAnswer() throws IOException {
        Rows rows = new Rows(2_345);
        rows.failingPage = 3;
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThatThrownBy(() -> write("query Xs { xs { nodes { n } } }", rows, 10_000, response))
                .isInstanceOf(DocumentRefused.class);
        assertThat(response.isCommitted()).isTrue();
        assertThat(response.getContentAsString().strip()).doesNotEndWith("]");
    }

    @Test
    void aPageThatTheDocumentFixesIsNotFollowedButSaysThatThereIsMore() throws IOException {
        Rows rows = new Rows(9);

        MockHttpServletResponse answer = answer("query Xs { xs(first: 7) { nodes { n } } }", rows, 10_000);

        assertThat(rowsOf(answer)).isEqualTo(7);
        assertThat(answer.getHeader(AnswerWriter.MORE)).isEqualTo("true");
    }

    @Test
    void aListWithinARowIsNotCutEither() throws IOException {
        Map<String, Object> ys = Map.of("nodes", List.of(Map.of("m", 1)), "documentPage", Map.of("hasNextPage", true));
        Map<String, Object> xs = Map.of("nodes", List.of(Map.of("n", 7, "ys", ys)));
        Asker asker = (document, variables) -> {
            assertThat(document.split("documentPage", -1)).hasSize(3);
            return Map.of("xs", xs);
        };

        assertThatThrownBy(() -> write(
                        "query Xs { xs { nodes { n ys { nodes { m } } } } }", asker, 10, new MockHttpServletResponse()))
                .isInstanceOf(DocumentRefused.class)
                .hasMessageContaining("`ys`");
    }

    @Test
    void aLengthThatTheDocumentGivesAListWithinARowIsMeant() throws IOException {
        Map<String, Object> ys = Map.of("nodes", List.of(Map.of("m", 1), Map.of("m", 2)));
        MockHttpServletResponse response = new MockHttpServletResponse();

        write(
                "query Xs { xs { nodes { n ys(first: 2) { nodes { m } } } } }",
                (document, variables) -> Map.of("xs", Map.of("nodes", List.of(Map.of("n", 7, "ys", ys)))),
                10,
                response);

        assertThat(response.getContentAsString()).isEqualTo("[{\"n\":7,\"ys.m\":1}\n,{\"n\":7,\"ys.m\":2}\n]");
    }

    @Test
    void neitherIsAListOfTheOnlyRow() {
        Map<String, Object> ys = Map.of("nodes", List.of(Map.of("m", 1)), "documentPage", Map.of("hasNextPage", true));
        Asker asker = (document, variables) -> Map.of("x", Map.of("ys", ys));

        assertThatThrownBy(
                        () -> write("query X { x { ys { nodes { m } } } }", asker, 10, new MockHttpServletResponse()))
                .isInstanceOf(DocumentRefused.class)
                .hasMessageContaining("ys");
    }
}
