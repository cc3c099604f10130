package io.esteira.documents;

import static io.esteira.documents.DocumentClient.address;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.parquet.ParquetRows;
import io.esteira.sheets.Sheet;
import io.esteira.sheets.SheetRow;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Published documents over HTTP, in each of their forms. */
class DocumentsTest extends OverDocuments {

    @Test
    void answersAsGraphQlDoesUnlessAskedOtherwise() throws Exception {
        HttpResponse<String> answer = client.get(BY_STATUS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"data\":{\"productionOrdersAggregate\":[{\"key\":{\"company\":\"EXEMPLO\",\"status\":\"RELEASED\"},"
                                + "\"count\":3,\"sum\":{\"quantity\":\"37.5\",\"goodInErp\":\"0\"},\"late\":3}]}}");
        assertThat(client.get(OPEN).body()).doesNotContain("documentPage").contains("\"hasNextPage\":false");
    }

    @Test
    void aDocumentIsKnownByItsNameAndByItsDigest() throws Exception {
        String digest = documents.find("orders-by-status").orElseThrow().sha256();
        String byName = client.get(BY_STATUS).body();

        assertThat(client.get(BY_STATUS.replace("orders-by-status", digest)).body())
                .isEqualTo(byName);
        assertThat(client.get(BY_STATUS.replace("orders-by-status", "sha256:" + digest))
                        .body())
                .isEqualTo(byName);
        assertThat(json(client.get("")))
                .anySatisfy(offer -> assertThat(offer.path("id").asString()).isEqualTo("sha256:" + digest));
    }

    @Test
    void theListSaysWhatDocumentsReadAndTheirText() throws Exception {
        JsonNode offers = json(client.get(""));

        assertThat(offers)
                .filteredOn(offer -> offer.path("reads").asString().equals("ProductionOrder"))
                .extracting(offer -> offer.path("name").asString())
                .contains("order-by-id", "open-orders", "orders-by-status", "production-orders-changes")
                .doesNotContain("sales-order-by-id", "lots");
        assertThat(offers)
                .allSatisfy(offer -> assertThat("sha256:"
                                + Sha256.of(offer.path("document").asString().getBytes(UTF_8)))
                        .isEqualTo(offer.path("id").asString()))
                .allSatisfy(
                        offer -> assertThat(offer.path("document").asString()).contains("query "));
    }

    @Test
    void flatRowsHaveNumbersAndPaths() throws Exception {
        String flat = "[{\"key.company\":\"EXEMPLO\",\"key.status\":\"RELEASED\",\"count\":3,\"sum.quantity\":37.5,"
                + "\"sum.goodInErp\":0,\"late\":3}\n]";

        assertThat(client.get(BY_STATUS, "Accept", "application/json;profile=flat")
                        .body())
                .isEqualTo(flat);
        assertThat(client.get(BY_STATUS + "&format=flat").body()).isEqualTo(flat);
        assertThat(json(client.get(OPEN + "&format=flat")).get(0).propertyNames())
                .contains("number", "item.code", "currentPhase.name")
                .doesNotContain("totalCount", "pageInfo.hasNextPage", "freshness.source");
    }

    @Test
    void oneNestedListIsUnfoldedAndTheChoiceAmongSeveralIsTheCallers() throws Exception {
        HttpResponse<String> several = client.get(STEPS + "&format=csv");
        HttpResponse<String> steps = client.get(STEPS + "&format=flat&rows=steps");
        HttpResponse<String> lines = client.get(STEPS + "&format=flat&rows=lines");
        HttpResponse<String> none = client.get(STEPS + "&format=flat&rows=");

        assertThat(several.statusCode()).isEqualTo(400);
        assertThat(several.body()).contains("rows=", "lines, steps, postings");
        assertThat(json(steps)).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("number").asString()).isEqualTo("DOC-1");
            assertThat(row.propertyNames()).contains("steps.sequence", "steps.phase.code");
        });
        assertThat(json(lines)).hasSize(1);
        assertThat(json(lines).get(0).path("lines.size").isNull()).isTrue();
        assertThat(json(none)).hasSize(1);
        assertThat(json(none).get(0).propertyNames()).noneMatch(name -> name.startsWith("steps."));
    }

    @Test
    void csvIsOfTheStandardOrAsInBrazil() throws Exception {
        HttpResponse<String> plain = client.get(BY_STATUS, "Accept", "text/csv");
        HttpResponse<String> brazilian = client.get(BY_STATUS + "&locale=pt-BR", "Accept", "text/csv");

        assertThat(header(plain, "Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(header(plain, "Content-Disposition")).contains("orders-by-status.csv");
        assertThat(plain.body())
                .isEqualTo("key.company,key.status,count,sum.quantity,sum.goodInErp,late\r\n"
                        + "EXEMPLO,RELEASED,3,37.5,0,3\r\n");
        assertThat(brazilian.body())
                .isEqualTo("\uFEFFkey.company;key.status;count;sum.quantity;sum.goodInErp;late\r\n"
                        + "EXEMPLO;RELEASED;3;37,5;0;3\r\n");
        assertThat(client.get(BY_STATUS, "Accept", "text/csv;locale=pt-BR").body())
                .isEqualTo(brazilian.body());
    }

    @Test
    void aTextInCsvIsNoFormulaAndADayIsWrittenAsInBrazil() throws Exception {
        assertThat(client.get(OPEN + "&format=csv&locale=pt-BR").body().lines()).anySatisfy(line -> assertThat(line)
                .contains(";DOC-2;RELEASED;12,5;;31/12/1999;")
                .endsWith(";DOC;\"'=HYPERLINK(\"\"x\"\"; 1)\""));
        assertThat(client.get(OPEN + "&format=csv").body().lines())
                .anySatisfy(line -> assertThat(line).contains(",DOC-2,RELEASED,12.5,,1999-12-31,"));
    }

    private List<List<SheetRow.Cell>> sheet(String address) throws Exception {
        byte[] workbook = client.bytes(
                        address, "Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .body();
        List<List<SheetRow.Cell>> rows = new ArrayList<>();
        try (Sheet sheet = Sheet.open(workbook, "")) {
            for (SheetRow row = sheet.next(); row != null; row = sheet.next()) {
                rows.add(IntStream.range(0, COLUMNS).mapToObj(row::cell).toList());
            }
        }
        return rows;
    }

    @Test
    void aWorkbookHasTypesAndNoFormulas() throws Exception {
        List<List<SheetRow.Cell>> aggregate = sheet(BY_STATUS);
        List<List<SheetRow.Cell>> list = sheet(OPEN);

        assertThat(aggregate).hasSize(2);
        assertThat(aggregate.getFirst().get(3).text()).isEqualTo("sum.quantity");
        assertThat(aggregate.getLast().get(3)).isEqualTo(new SheetRow.Cell(SheetRow.Cell.Kind.NUMBER, "37.5"));
        assertThat(list.getFirst().stream().map(SheetRow.Cell::text)).contains("item.description");
        assertThat(list)
                .anySatisfy(row ->
                        assertThat(row).contains(new SheetRow.Cell(SheetRow.Cell.Kind.TEXT, "=HYPERLINK(\"x\"; 1)")))
                .allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.kind() == SheetRow.Cell.Kind.FORMULA));
    }

    @Test
    void longListsAreFollowedToTheirEndAndStreamed() throws Exception {
        // given
        orders(4, 1_300);

        // when
        HttpResponse<String> all = client.get(OPEN + "&format=csv");

        // then
        List<String> numbers = all.body()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[2])
                .filter(number -> number.startsWith("DOC-"))
                .toList();
        assertThat(new HashSet<>(numbers)).hasSize(1_300).hasSameSizeAs(numbers);
        assertThat(header(all, "ETag")).isEmpty();
        assertThat(header(all, "X-Esteira-More")).isEmpty();
        assertThat(json(client.get(OPEN + "&format=flat")).size()).isGreaterThanOrEqualTo(1_300);
        assertThat(sheet(OPEN)).hasSizeGreaterThan(1_300);
    }

    @ParameterizedTest
    @CsvSource({"flat", "csv", "csv&locale=pt-BR", "parquet"})
    void aListThatIsReadAtOnceIsWhatItsPageIs(String format) throws Exception {
        // given
        jdbc.sql("update hub.item set description = E'Ç \"q\"\\\\ \n\t, ; x' where code = 'DOC'")
                .update();
        jdbc.sql("""
                        update hub.production_order set planned_end = null, quantity = null, unit = 'KG' where number = 'DOC-2'""").update();
        jdbc.sql("""
                        update hub.production_order o set quantity = 1200.50, good_in_erp = 1e3,
                          current_phase_id = (select min(f.id) from hub.phase f where f.company_id = o.company_id)
                        where number = 'DOC-3'""").update();

        // when
        byte[] atOnce = client.bytes(OPEN + "&format=" + format).body();
        HttpResponse<byte[]> page = client.bytes(OPEN + "&first=500&format=" + format);

        // then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Esteira-More")).isEmpty();
        assertThat(atOnce).isEqualTo(page.body());
    }

    @Test
    void aPageThatWasAskedForSaysThatThereIsMore() throws Exception {
        HttpResponse<String> page = client.get(OPEN + "&format=csv&first=2");
        HttpResponse<String> json = client.get(OPEN + "&first=2");

        assertThat(page.body().lines()).hasSize(3);
        assertThat(header(page, "X-Esteira-More")).isEqualTo("true");
        assertThat(header(json, "X-Esteira-More")).isEqualTo("true");
        assertThat(header(client.get(BY_STATUS + "&format=csv"), "X-Esteira-More"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"json", "flat", "csv", "xlsx"})
    void whatIsKnownIsNotSentAgain(String format) throws Exception {
        String address = BY_STATUS + "&format=" + format;
        String tag = header(client.bytes(address), "ETag");

        HttpResponse<byte[]> again = client.bytes(address, "If-None-Match", "\"other\", " + tag);
        jdbc.sql("update hub.production_order set quantity = 13 where number = 'DOC-1'")
                .update();
        HttpResponse<byte[]> changed = client.bytes(address, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(tag).isNotEmpty();
    }

    @Test
    void powerQueryReadsAList() throws Exception {
        HttpResponse<String> answer = client.get(
                "open-orders?format=csv&company=EXEMPLO",
                "User-Agent",
                "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)",
                "Cache-Control",
                "no-cache");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("id,company,number,status,");
    }

    @Test
    void aDocumentCanBePostedByItsId() throws Exception {
        String digest = documents.find("orders-by-status").orElseThrow().sha256();
        String variables = "\"variables\": {\"today\": \"2026-05-20\", \"where\": " + OURS + "}";

        for (String id : List.of(
                "\"documentId\": \"orders-by-status\"",
                "\"documentId\": \"sha256:" + digest + "\"",
                "\"id\": \"" + digest + "\"")) {
            assertThat(client.post("{" + id + ", " + variables + "}").body())
                    .contains("\"sum\":{\"quantity\":\"37.5\"");
            assertThat(client.post("{" + variables + ", " + id + "}").body())
                    .contains("\"sum\":{\"quantity\":\"37.5\"");
        }
        assertThat(client.post("{\"documentId\": \"nothing\"}").body())
                .contains("\"code\":\"UNKNOWN_DOCUMENT\"")
                .doesNotContain("\"data\":{");
        assertThat(client.post("{\"query\": \"{ items(first: 0) { totalCount } }\", \"id\": \"orders-by-status\"}")
                        .body())
                .contains("totalCount");
    }

    @Test
    void parquetHasTypesAndIsTheWholeList() throws Exception {
        HttpResponse<byte[]> answer = client.bytes(STEPS + "&rows=steps", "Accept", "application/vnd.apache.parquet");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(header(answer, "Content-Disposition")).contains("order-by-number.parquet");
        assertThat(header(answer, "ETag")).startsWith("\"");
        List<Map<String, Object>> rows = ParquetRows.read(answer.body());
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row)
                .containsEntry("number", "DOC-1")
                .containsEntry("quantity", new BigDecimal("12.500000000000")));
        assertThat(client.bytes(BY_STATUS + "&format=parquet").body()).startsWith("PAR1".getBytes(US_ASCII));
    }

    @Test
    void longListsOfParquetAreStreamed() throws Exception {
        orders(4, 1_203);

        HttpResponse<byte[]> answer = client.bytes(OPEN + "&format=parquet");

        assertThat(header(answer, "ETag")).isEmpty();
        assertThat(ParquetRows.read(answer.body()).stream().map(row -> row.get("number")))
                .contains("DOC-1", "DOC-600", "DOC-1203")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(1_203);
    }
}
