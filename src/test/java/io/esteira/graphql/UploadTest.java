package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files by the GraphQL multipart request specification. */
class UploadTest extends HubTest {

    private static final String IMPORT =
            "mutation ($file: Upload) { importCodeMappings(company: \\\"MATRIZ\\\", file: $file) {"
                    + " ... on ImportCodeMappingsPayload { created unchanged refused { line } } ... on CodeMappingRefused { code } } }";
    private static final String OPERATIONS = operations("{\"file\": null}");

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @AfterEach
    void forget() {
        jdbc.sql("delete from hub.code_mapping where from_code like 'UP-%'").update();
    }

    private static String operations(String variables) {
        return "{\"query\": \"" + IMPORT + "\", \"variables\": " + variables + "}";
    }

    private HttpResponse<String> send(Form form, String... headers) throws IOException, InterruptedException {
        return send(form.bytes(), headers);
    }

    private HttpResponse<String> send(byte[] body, String... headers) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                        .header("Authorization", "Bearer " + TestTokens.token("it", "MATRIZ"))
                        .header("Content-Type", "multipart/form-data; boundary=" + Form.BOUNDARY)
                        .headers(headers.length > 0 ? headers : new String[] {"GraphQL-Preflight", "true"})
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo(code);
        assertThat(json(answer).has("data")).isFalse();
    }

    private void assertTaken(HttpResponse<String> answer, String... codes) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/data/importCodeMappings/created").asInt())
                .as(answer.body())
                .isEqualTo(codes.length);
        assertThat(jdbc.sql("select from_code from hub.code_mapping where from_code like 'UP-%'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GraphQL-Preflight", "Apollo-Require-Preflight"})
    void takesAFileInWithAHeaderThatNoFormCanSend(String header) throws Exception {
        HttpResponse<String> answer = send(
                new Form()
                        .field("operations", OPERATIONS)
                        .field("map", "{\"0\": [\"variables.file\"]}")
                        .file("0"),
                header,
                "true");

        assertTaken(answer, "UP-0");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        HttpResponse<String> answer = send(
                new Form()
                        .field("operations", OPERATIONS)
                        .field("map", "{\"0\": [\"variables.file\"]}")
                        .file("0"),
                "X-Other",
                "true");

        assertRefused(answer, 400, "PREFLIGHT_REQUIRED");
        assertTaken(send(new Form().field("operations", OPERATIONS).field("map", "{}")));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UP-ação", "windows-1252, UP-ação"})
    void readsTextAsExcelSavesIt(String charset, String code) throws Exception {
        byte[] file = Form.CSV.formatted("ação").getBytes(Charset.forName(charset));

        HttpResponse<String> answer = send(new Form()
                .field("operations", OPERATIONS)
                .field("map", "{\"f\": [\"variables.file\"]}")
                .file("f", "mappings.csv", file));

        assertTaken(answer, code);
    }

    @Test
    void readsAWorkbookAsItIs() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("code_mappings");
            String[] rows = {"kind,from_source,from_code,to_source,to_code", "UNIT,csw,UP-X,hub,UN"};
            for (int row = 0; row < rows.length; row++) {
                String[] cells = rows[row].split(",");
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
            }
        }

        HttpResponse<String> answer = send(new Form()
                .field("operations", OPERATIONS)
                .field("map", "{\"0\": [\"variables.file\"]}")
                .file("0", "mappings.xlsx", file.toByteArray()));

        assertTaken(answer, "UP-X");
    }

    @Test
    void takesPublishedDocumentsAndSeveralFiles() throws Exception {
        assertTaken(
                send(new Form()
                        .field(
                                "operations",
                                "{\"documentId\": \"import-code-mappings\", \"variables\": {\"company\": \"MATRIZ\", \"file\": null}}")
                        .field("map", "{\"0\": [\"variables.file\"]}")
                        .file("0")),
                "UP-0");
        HttpResponse<String> two = send(new Form()
                .field(
                        "operations",
                        "{\"query\": \"mutation ($f: Upload, $g: Upload) {"
                                + " a: importCodeMappings(company: \\\"MATRIZ\\\", file: $f) { ... on ImportCodeMappingsPayload { created } }"
                                + " b: importCodeMappings(company: \\\"MATRIZ\\\", file: $g) { ... on ImportCodeMappingsPayload { created } } }\","
                                + " \"variables\": {\"f\": null, \"g\": null}}")
                .field("map", "{\"a\": [\"variables.f\"], \"b\": [\"variables.g\"]}")
                .file("a")
                .file("b"));

        assertThat(json(two).at("/data/a/created").asInt()).as(two.body()).isEqualTo(1);
        assertThat(json(two).at("/data/b/created").asInt()).isEqualTo(1);
    }

    @Test
    void oneFileMayComeToSeveralPlaces() throws Exception {
        HttpResponse<String> answer = send(new Form()
                .field(
                        "operations",
                        "{\"query\": \"mutation ($f: Upload, $g: Upload) {"
                                + " a: importCodeMappings(company: \\\"MATRIZ\\\", file: $f) { ... on ImportCodeMappingsPayload { created } }"
                                + " b: importCodeMappings(company: \\\"MATRIZ\\\", file: $g) { ... on ImportCodeMappingsPayload { unchanged } } }\","
                                + " \"variables\": {\"f\": null, \"g\": null}}")
                .field("map", "{\"a\": [\"variables.f\", \"variables.g\"]}")
                .file("a"));

        assertThat(json(answer).at("/data/a/created").asInt()).as(answer.body()).isEqualTo(1);
        assertThat(json(answer).at("/data/b/unchanged").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "1",
                "{",
                "{\"0\": null}",
                "{\"0\": []}",
                "{\"0\": \"variables.file\"}",
                "{\"0\": [1]}",
                "{\"0\": [null]}",
                "{\"0\": [\"\"]}",
                "{\"0\": [\"file\"]}",
                "{\"0\": [\"variables\"]}",
                "{\"0\": [\"variables.\"]}",
                "{\"0\": [\"variables.other\"]}",
                "{\"0\": [\"variables.file.deeper\"]}",
                "{\"0\": [\"variables.list.1\"]}",
                "{\"0\": [\"variables.list.-1\"]}",
                "{\"0\": [\"variables.list.99999999999999999999\"]}",
                "{\"0\": [\"variables.list.x\"]}",
                "{\"0\": [\"variables.text\"]}",
                "{\"0\": [\"variables.text.0\"]}",
                "{\"0\": [\"query\"]}",
                "{\"0\": [\"variables.file\", \"variables.file\"]}",
                "{\"0\": [\"0.variables.file\"]}",
                "{\"1\": [\"variables.file\"]}",
                "{\"0\": [\"variables.file\"], \"1\": [\"variables.list.0\"]}",
                "{}",
                "{\"operations\": [\"variables.file\"]}"
            })
    void refusesMapsThatLeadNowhere(String map) throws Exception {
        HttpResponse<String> answer = send(new Form()
                .field("operations", operations("{\"file\": null, \"list\": [null], \"text\": \"x\"}"))
                .field("map", map)
                .file("0"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isIn("BAD_UPLOAD", "BAD_USER_INPUT");
        assertThat(json(answer).at("/errors/0/message").asString()).isNotBlank();
    }

    @Test
    void refusesPlacesThatAreEndless() throws Exception {
        String deep = IntStream.range(0, 10_000).mapToObj(i -> "a").collect(Collectors.joining("."));

        HttpResponse<String> answer = send(new Form()
                .field("operations", OPERATIONS)
                .field("map", "{\"0\": [\"variables." + deep + "\"]}")
                .file("0"));

        assertRefused(answer, 400, "BAD_UPLOAD");
    }

    @Test
    void refusesMapsThatAreHuge() throws Exception {
        String places = IntStream.range(0, 30_000)
                .mapToObj(i -> "\"" + i + "\": [\"variables.file\"]")
                .collect(Collectors.joining(",", "{", "}"));
        String list = IntStream.range(0, 30_000)
                .mapToObj(i -> "\"variables.file\"")
                .collect(Collectors.joining(",", "{\"0\": [", "]}"));

        assertRefused(
                send(new Form()
                        .field("operations", OPERATIONS)
                        .field("map", places)
                        .file("0")),
                400,
                "VARIABLES_LIMIT");
        assertRefused(
                send(new Form()
                        .field("operations", OPERATIONS)
                        .field("map", list)
                        .file("0")),
                400,
                "VARIABLES_LIMIT");
    }

    @Test
    void refusesTheSameFileTwiceAndPartsThatAreNone() throws Exception {
        String map = "{\"0\": [\"variables.file\"]}";

        assertRefused(
                send(new Form()
                        .field("operations", OPERATIONS)
                        .field("map", map)
                        .file("0")
                        .file("0")),
                400,
                "BAD_UPLOAD");
        assertRefused(
                send(new Form()
                        .field("operations", OPERATIONS)
                        .field("map", map)
                        .field("0", "text")),
                400,
                "BAD_UPLOAD");
        assertRefused(
                send(new Form().field("operations", OPERATIONS).file("map").file("0")), 400, "BAD_UPLOAD");
        assertRefused(send(new Form().field("operations", OPERATIONS).field("map", map)), 400, "BAD_UPLOAD");
        assertRefused(send(new Form().field("map", map).file("0")), 400, "BAD_UPLOAD");
        assertRefused(send(new Form().field("operations", OPERATIONS).file("0")), 400, "BAD_UPLOAD");
        assertRefused(
                send(new Form()
                        .field("operations", "[" + OPERATIONS + "]")
                        .field("map", "{\"0\": [\"0.variables.file\"]}")
                        .file("0")),
                400,
                "BATCH_LIMIT");
    }

    @Test
    void refusesWhatIsNoForm() throws Exception {
        assertRefused(send("nonsense".getBytes(StandardCharsets.UTF_8)), 400, "BAD_UPLOAD");
        assertRefused(send(new byte[0]), 400, "BAD_UPLOAD");
        byte[] whole = new Form()
                .field("operations", OPERATIONS)
                .field("map", "{\"0\": [\"variables.file\"]}")
                .file("0")
                .bytes();
        assertThat(send(java.util.Arrays.copyOf(whole, whole.length / 2)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 60})
    void takesSoManyFiles(int files) throws Exception {
        Form form = new Form().field("operations", OPERATIONS).field("map", "{\"0\": [\"variables.file\"]}");
        IntStream.range(0, files).forEach(i -> form.file(String.valueOf(i)));

        assertRefused(send(form), 413, "UPLOAD_LIMIT");
    }

    @Test
    void takesSoManyBytes() throws Exception {
        String map = "{\"0\": [\"variables.file\"], \"1\": [\"variables.list.0\"], \"2\": [\"variables.list.1\"]}";
        byte[] most = new byte[9 * 1024 * 1024];

        assertRefused(
                send(new Form()
                        .field("operations", OPERATIONS)
                        .field("map", "{\"0\": [\"variables.file\"]}")
                        .file("0", "x", new byte[10 * 1024 * 1024 + 1])),
                413,
                "FILE_LIMIT");
        assertRefused(
                send(new Form()
                        .field("operations", operations("{\"file\": null, \"list\": [null, null]}"))
                        .field("map", map)
                        .file("0", "x", most)
                        .file("1", "x", most)
                        .file("2", "x", most)),
                413,
                "BODY_LIMIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"file\": \"text\"}", "{\"file\": {}}", "{\"file\": 1}"})
    void nothingElseIsAFile(String variables) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                        .header("Authorization", "Bearer " + TestTokens.token("it", "MATRIZ"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(operations(variables)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(json(answer).at("/errors/0/message").asString()).contains("Expected a file");
    }

    @Test
    void aFileWrittenIntoTheDocumentIsNone() throws Exception {
        HttpResponse<String> answer = send(new Form()
                .field(
                        "operations",
                        "{\"query\": \"mutation { importCodeMappings(company: \\\"MATRIZ\\\", file: \\\"x\\\") { __typename } }\"}")
                .field("map", "{}"));

        assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }
}
