package io.esteira.odata;

import static io.esteira.odata.ODataClient.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OData over HTTP, on three orders of one company: ODA-1 with two steps, ODA-2 without quantity, ODA-3 at a phase. */
class ODataTest extends HubTest {

    private static final String ORDERS = "productionOrders";
    private static final String OURS = "startswith(number,'ODA-')";

    /** More than a page of a list within a row has. */
    private static final int POSTINGS = 60;

    @LocalServerPort
    private int port;

    private ODataClient client;

    @BeforeEach
    void threeOrders() {
        client = ODataClient.of(port, "analyst", "EXEMPLO");
        clean();
        jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), id, 'test', 'ODA''s', 'An item', 'PRODUCT', true, now()
                          from hub.company where code = 'EXEMPLO'""").update();
        jdbc.sql("""
                        insert into hub.phase (public_id, company_id, source, code, name, observed_at)
                        select gen_random_uuid(), id, 'test', 'ODA', 'A phase', now() from hub.company where code = 'EXEMPLO'""").update();
        jdbc.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, planned_end, posting_blocked, observed_at, current_phase_id)
                        select gen_random_uuid(), i.company_id, 'test', 'ODA-' || n, 'ODA-' || n, i.id, 'RELEASED', 'RELEASED', '1',
                          case when n <> 2 then 12.25 * n end, date '1999-12-31' + n, n = 3,
                          timestamptz '2026-01-01 00:00:00.5+00' + n * interval '1 day', case when n = 3 then p.id end
                          from hub.item i, hub.phase p, generate_series(1, 3) n where i.code = 'ODA''s' and p.code = 'ODA'""").update();
        jdbc.sql("""
                        insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, observed_at)
                        select gen_random_uuid(), company_id, 'test', id, s, 'OP' || s, 'Step ' || s, now()
                          from hub.production_order, generate_series(1, 2) s where number = 'ODA-1'""").update();
        jdbc.sql("""
                        insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin,
                          state, in_erp, created_by, created_at)
                        select gen_random_uuid(), s.company_id, s.order_id, s.id, date '2026-02-01' + n % 2, 0.5, n % 3, 0, false, 'ERP',
                          'ACCEPTED', true, 'test', now()
                          from hub.order_step s join hub.production_order o on o.id = s.order_id, generate_series(1, :postings) n
                         where o.number = 'ODA-1' and s.sequence = 1""").param("postings", POSTINGS).update();
    }

    @AfterEach
    void clean() {
        String ours = "(select id from hub.production_order where number like 'ODA-%')";
        jdbc.sql("delete from hub.posting where order_id in " + ours).update();
        jdbc.sql("delete from hub.order_step where order_id in " + ours).update();
        jdbc.sql("delete from hub.production_order where number like 'ODA-%'").update();
        jdbc.sql("delete from hub.item where code = 'ODA''s'").update();
        jdbc.sql("delete from hub.phase where code = 'ODA'").update();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> numbers(JsonNode answer) {
        return answer.path("value")
                .valueStream()
                .map(row -> row.path("number").asString())
                .toList();
    }

    private static Document xml(HttpResponse<String> answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private JsonNode order(String number) throws Exception {
        return client.json(ORDERS, "$filter", "number eq '" + number + "'")
                .path("value")
                .path(0);
    }

    @Test
    void theModelLeadsNowhereThatIsNotInIt() throws Exception {
        Document model = xml(client.get("$metadata"));

        Set<String> types = new HashSet<>();
        Stream.of("EntityType", "ComplexType")
                .flatMap(kind -> elements(model, kind).stream())
                .forEach(type -> types.add("esteira." + type.getAttribute("Name")));
        assertThat(elements(model, "NavigationProperty")).hasSizeGreaterThan(20).allSatisfy(navigation -> {
            String type = navigation.getAttribute("Type").replaceAll("Collection\\(|\\)", "");
            assertThat(types).contains(type);
        });
        List<String> sets = elements(model, "EntitySet").stream()
                .map(set -> set.getAttribute("Name"))
                .toList();
        assertThat(elements(model, "NavigationPropertyBinding")).isNotEmpty().allSatisfy(binding -> assertThat(sets)
                .contains(binding.getAttribute("Target")));
        assertThat(client.json("").path("value").valueStream().map(set -> set.path("name")
                        .asString()))
                .containsExactlyElementsOf(sets);
    }

    @Test
    void theModelHoldsWhatTheCallersRolesMayRead() throws Exception {
        ODataClient operator = ODataClient.of(port, "operator", "EXEMPLO");

        assertThat(client.get("$metadata").body()).contains("StockBalance").doesNotContain("ClientKey");
        assertThat(operator.get("$metadata").body()).contains("ProductionOrder").doesNotContain("StockBalance");
        assertThat(ODataClient.of(port, "it", "EXEMPLO").get("$metadata").body())
                .contains("ClientKey");
        assertThat(operator.get("stockBalances").statusCode()).isEqualTo(404);
    }

    @Test
    void valuesHaveTheirTypes() throws Exception {
        JsonNode order = order("ODA-1");

        assertThat(order.path("quantity").decimalValue()).isEqualByComparingTo("12.25");
        assertThat(order.path("plannedEnd").asString()).isEqualTo("2000-01-01");
        assertThat(order.path("observedAt").asString()).isEqualTo("2026-01-02T00:00:00.5Z");
        assertThat(order.path("currentSequence").isNull()).isTrue();
        assertThat(json(client.get(
                                address(ORDERS, "$filter", "number eq 'ODA-1'"),
                                "Accept",
                                "application/json;IEEE754Compatible=true"))
                        .path("value")
                        .path(0)
                        .path("quantity")
                        .isString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "number eq 'ODA-1'|1",
                "'ODA-1' eq number|1",
                "number ne 'ODA-1'|2 3",
                "number in ('ODA-1','ODA-3','x')|1 3",
                "quantity gt 12.25|3",
                "12.25 lt quantity|3",
                "quantity ge 12.25 and quantity le 36.75|1 3",
                "quantity eq null|2",
                "quantity ne null|1 3",
                "quantity gt null|",
                "not (quantity gt 12.25)|1 2",
                "quantity ne 12.25|2 3",
                "plannedEnd lt 2000-01-03|1 2",
                "observedAt ge 2026-01-02T00:00:00.5Z and observedAt lt 2026-01-03T00:00:00.5Z|1",
                "observedAt ge 2026-01-01T21:00:00.5-03:00 and observedAt lt 2026-01-03T00:00:00.500000Z|1",
                "postingBlocked|3",
                "not postingBlocked|1 2",
                "true|1 2 3",
                "false|",
                "status eq 'RELEASED'|1 2 3",
                "item/code eq 'ODA''s'|1 2 3",
                "contains(item/code,'''S')|1 2 3",
                "contains(tolower(item/code),'oda')|1 2 3",
                "contains(tolower(item/code),'ODA')|",
                "contains(item/code,'%')|",
                "currentPhase/code eq 'ODA'|3",
                "currentPhase/code ne 'ODA'|1 2",
                "currentPhase/code eq null|1 2",
                "currentPhase/code ne null|3",
                "steps/any()|1",
                "steps/any(s:s/sequence eq 2 and s/postings/any(p:p/good gt 0))|",
                "steps/any(s:s/sequence eq 1 and s/postings/any(p:p/good gt 0))|1",
                "not steps/any(s:s/operation eq 'OP2')|2 3",
                "steps/all(s:s/sequence lt 3)|1 2 3",
                "steps/all(s:s/sequence lt 2)|2 3",
                "quantity gt 0 and (number eq 'ODA-1' or number eq 'ODA-2')|1"
            })
    void filtersHoldAsOdataSays(String filter, String expected) throws Exception {
        List<String> found = numbers(client.json(
                ORDERS, "$filter", "(" + filter + ") and " + OURS, "$orderby", "number", "$select", "number"));

        assertThat(found)
                .isEqualTo(
                        expected == null
                                ? List.of()
                                : Stream.of(expected.split(" "))
                                        .map(n -> "ODA-" + n)
                                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$filter|endswith(number,'1')|501",
                "$filter|quantity add 1 gt 3|501",
                "$filter|quantity gt goodInErp|501",
                "$filter|year(plannedEnd) eq 2026|501",
                "$filter|length(number) gt 3|501",
                "$filter|status gt 'A'|501",
                "$filter|steps/any(s:number eq 'x')|501",
                "$filter|nothing eq 1|400",
                "$filter|quantity eq 'x'|400",
                "$filter|number eq 1|400",
                "$filter|quantity gt|400",
                "$filter|currentSequence gt 99999999999|400",
                "$orderby|steps/sequence|400",
                "$orderby|length(number)|501",
                "$select|nothing|400",
                "$expand|nothing|400",
                "$expand|*|501",
                "$expand|steps($levels=2)|501",
                "$expand|steps($skip=1)|501",
                "$skip|1|501",
                "$search|abc|501",
                "$top|-1|400",
                "$skiptoken|abc|400",
                "$compute|quantity mul 2 as twice|400",
                "filter|number eq 'x'|400",
                "$apply|groupby((observedAt))|501",
                "$apply|concat(aggregate($count as n),groupby((status)))|501",
                "$apply|aggregate(item/weight with sum as w)|400"
            })
    void whatIsNotServedIsRefused(String option, String value, int status) throws Exception {
        HttpResponse<String> answer = client.get(address(ORDERS, option, value));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("error").path("code").asString())
                .isEqualTo(status == 400 ? "BAD_USER_INPUT" : "NOT_IMPLEMENTED");
        assertThat(json(answer).path("error").path("message").asString()).isNotBlank();
    }

    @Test
    void pagesFollowEachOtherOnTheSameHost() throws Exception {
        List<String> found = new ArrayList<>();
        HttpResponse<String> page = client.get(
                address(
                        ORDERS,
                        "$filter",
                        OURS,
                        "$orderby",
                        "item/code,number desc",
                        "$count",
                        "true",
                        "$select",
                        "number"),
                "Prefer",
                "odata.maxpagesize=2");

        assertThat(page.headers().firstValue("Preference-Applied")).contains("odata.maxpagesize=2");
        assertThat(json(page).path("@odata.count").asInt()).isEqualTo(3);
        found.addAll(numbers(json(page)));
        String next = json(page).path("@odata.nextLink").asString();
        assertThat(next).startsWith(client.root());
        JsonNode last = json(client.get(next));
        found.addAll(numbers(last));
        assertThat(found).containsExactly("ODA-3", "ODA-2", "ODA-1");
        assertThat(last.has("@odata.nextLink")).isFalse();
        assertThat(last.has("@odata.count")).isFalse();
    }

    @Test
    void topEndsWhereItEndsAlsoOverSeveralPages() throws Exception {
        HttpResponse<String> page = client.get(
                address("postings", "$filter", "order/number eq 'ODA-1'", "$top", "5", "$select", "id"),
                "Prefer",
                "odata.maxpagesize=3");
        assertThat(json(page).path("value").size()).isEqualTo(3);

        JsonNode rest = json(client.get(json(page).path("@odata.nextLink").asString()));

        assertThat(rest.path("value").size()).isEqualTo(2);
        assertThat(rest.has("@odata.nextLink")).isFalse();
        assertThat(client.json(ORDERS, "$top", "0", "$count", "true", "$filter", OURS)
                        .toString())
                .contains("\"@odata.count\":3")
                .contains("\"value\":[]");
    }

    @Test
    void aPageOfManyRelatedRowsIsShorterRatherThanRefused() throws Exception {
        JsonNode answer = client.json("postings", "$expand", "order($expand=postings($expand=order($expand=steps)))");

        assertThat(answer.path("value").size()).isEqualTo(50);
        assertThat(answer.has("@odata.nextLink")).isTrue();
    }

    @Test
    void relatedRowsAreToldWithinAndGoOnByThemselves() throws Exception {
        JsonNode order = client.json(
                        ORDERS,
                        "$filter",
                        OURS,
                        "$orderby",
                        "number",
                        "$expand",
                        "currentPhase,item($select=code),steps($filter=sequence gt 1;$select=operation),"
                                + "postings($select=good;$count=true;$expand=step($select=sequence))")
                .path("value")
                .path(0);

        assertThat(order.path("currentPhase").isNull()).isTrue();
        assertThat(order.path("item").path("code").asString()).isEqualTo("ODA's");
        assertThat(order.path("steps").size()).isEqualTo(1);
        assertThat(order.path("postings@odata.count").asInt()).isEqualTo(POSTINGS);
        assertThat(order.path("postings").size()).isEqualTo(50);
        JsonNode rest = json(client.get(order.path("postings@odata.nextLink").asString()));
        assertThat(rest.path("value").size()).isEqualTo(POSTINGS - 50);
        assertThat(rest.path("value").path(0).path("step").path("sequence").asInt())
                .isEqualTo(1);
    }

    @Test
    void rowsHaveAddresses() throws Exception {
        String id = order("ODA-3").path("id").asString();
        String order = ORDERS + "('" + id + "')";

        assertThat(client.json(order, "$select", "number").path("number").asString())
                .isEqualTo("ODA-3");
        assertThat(client.json(order + "/currentPhase").path("name").asString()).isEqualTo("A phase");
        assertThat(client.json(order + "/steps").path("value").size()).isZero();
        assertThat(client.get(order + "/postings/$count").body()).isEqualTo("0");
        String other = ORDERS + "('" + order("ODA-1").path("id").asString() + "')";
        assertThat(client.get(other + "/currentPhase").statusCode()).isEqualTo(204);
        assertThat(client.get(other + "/steps/$count?$filter=sequence%20eq%202").body())
                .isEqualTo("1");
        String step =
                client.json(other + "/steps").path("value").path(0).path("id").asString();
        assertThat(client.json(other + "/steps('" + step + "')/postings", "$top", "2")
                        .path("value")
                        .size())
                .isEqualTo(2);
        assertThat(client.get(order + "/steps('" + step + "')").statusCode()).isEqualTo(404);
        assertThat(client.get(ORDERS + "/$count?$filter=" + OURS).body()).isEqualTo("3");
    }

    @Test
    void groupsAreCountedAndAddedUpOnTheServer() throws Exception {
        JsonNode days = client.json(
                "postings",
                "$apply",
                "filter(order/number eq 'ODA-1')/groupby((postedOn,order/item/code),aggregate($count as n,good with sum as pieces,"
                        + "scrap with max as worst,scrap with average as mean,createdBy with countdistinct as places))",
                "$orderby",
                "pieces desc,postedOn");

        assertThat(days.path("@odata.context").asString())
                .endsWith("/odata/$metadata#postings(postedOn,order(item(code)),n,pieces,worst,mean,places)");
        assertThat(days.path("value").valueStream().map(day -> day.path("postedOn")
                        .asString()))
                .containsExactly("2026-02-01", "2026-02-02");
        JsonNode first = days.path("value").path(0);
        assertThat(first.path("order").path("item").path("code").asString()).isEqualTo("ODA's");
        assertThat(first.path("n").asInt()).isEqualTo(POSTINGS / 2);
        assertThat(first.path("pieces@odata.type").asString()).isEqualTo("#Decimal");
        assertThat(first.path("pieces").decimalValue()).isEqualByComparingTo("15");
        assertThat(first.path("worst").decimalValue()).isEqualByComparingTo("2");
        assertThat(first.path("mean").decimalValue()).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter(n gt 9)|1 2",
                "filter(n ge 20 and scrap eq 1)|1",
                "filter(n gt 20 or total ge 10)|1 2",
                "filter(not (total lt 1) and total ne null)|1 2"
            })
    void groupsAreFilteredByWhatTheyAddUpTo(String filter, String expected) throws Exception {
        JsonNode groups = client.json(
                "postings",
                "$apply",
                "filter(order/number eq 'ODA-1' and scrap gt 0)/groupby((scrap),aggregate($count as n,good with sum as total))/"
                        + filter,
                "$orderby",
                "scrap");

        assertThat(String.join(
                        " ",
                        groups.path("value")
                                .valueStream()
                                .map(group -> group.path("scrap").asString())
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void anotherCompanysRowsAreNotThere() throws Exception {
        String id = order("ODA-1").path("id").asString();
        ODataClient other = ODataClient.of(port, "analyst", "LATICINIO");

        assertThat(other.get(ORDERS + "('" + id + "')").statusCode()).isEqualTo(404);
        assertThat(other.get(ORDERS + "('" + id + "')/steps").statusCode()).isEqualTo(404);
        assertThat(other.json(ORDERS, "$filter", "company eq 'EXEMPLO' or true", "$apply", "groupby((company))")
                        .toString())
                .contains("LATICINIO")
                .doesNotContain("EXEMPLO");
        assertThat(other.get(ORDERS + "/$count?$filter=" + OURS).body()).isEqualTo("0");
        assertThat(numbers(other.json(ORDERS, "$filter", "not (number eq 'x') and " + OURS)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number eq 'x'' or ''1'' eq ''1'",
                "number eq '); drop table hub.posting; --'",
                "number eq '\\'",
                "number eq '\"} } { __schema { types { name } } }'",
                "contains(number,'%_\\')",
                "number eq '\u0000'",
                "number eq '\ud83d\ude00'"
            })
    void textsAreTexts(String filter) throws Exception {
        HttpResponse<String> answer = client.get(address(ORDERS, "$filter", filter));

        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(json(answer).path("value").size()).isZero();
        assertThat(answer.body()).doesNotContain("__schema").doesNotContain("hub.");
    }

    @Test
    void endlessConditionsAreRefusedBeforeTheyCostAnything() throws Exception {
        List<String> hostile = List.of(
                "(".repeat(1_500) + "postingBlocked" + ")".repeat(1_500),
                "not ".repeat(1_500) + "postingBlocked",
                "quantity eq " + "-".repeat(3_000) + "1",
                "steps/any(s:".repeat(200) + "true" + ")".repeat(200),
                String.join(" and ", java.util.Collections.nCopies(300, "quantity gt 1")),
                "number in (" + String.join(",", java.util.Collections.nCopies(1_500, "'1'")) + ")");

        for (String filter : hostile) {
            assertThat(client.get(address(ORDERS, "$filter", filter)).statusCode())
                    .as(filter)
                    .isEqualTo(400);
        }
        assertThat(client.get(address(ORDERS, "$filter", "x".repeat(5_000) + " eq 1"))
                        .body())
                .hasSizeLessThan(500);
    }

    /** As most clients write addresses: signs that need no encoding are not encoded. */
    @Test
    void signsNeedNotBeEncoded() throws Exception {
        HttpResponse<String> answer = client.get(
                "productionOrders?$filter=number%20eq%20'ODA-1'&$select=number&$expand=item($select=code),steps($top=1)");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode row = json(answer).path("value").path(0);
        assertThat(row.path("item").path("code").asString()).isEqualTo("ODA's");
        assertThat(row.path("steps").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "4.0.0", "4.x", "NaN"})
    void whatIsNoVersionIsRefused(String version) throws Exception {
        for (String header : List.of("OData-MaxVersion", "OData-Version")) {
            HttpResponse<String> answer = client.get(ORDERS + "?$top=1", header, version);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(json(answer).path("error").path("code").asString()).isEqualTo("BAD_USER_INPUT");
        }
    }

    /** The library's parser falls over each of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$metadata?$apply=groupby((status))",
                "?$apply=compute(1%20as%20x)",
                "$all?$expand=item",
                "$crossjoin(items)?$expand=item",
                "productionOrders?$filter=postings%20in%20(-1,number)"
            })
    void addressesThatMakeNoSenseAreRefused(String address) throws Exception {
        HttpResponse<String> answer = client.get(address);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_USER_INPUT");
    }

    @Test
    void aNumberOfRowsIsNotTakenForOneOfGroups() throws Exception {
        HttpResponse<String> answer = client.get(address(ORDERS + "/$count", "$apply", "groupby((status))"));

        assertThat(answer.statusCode()).isEqualTo(501);
    }

    @Test
    void anAnswerThatIsStillTheSameIsNotSentAgain() throws Exception {
        String address = address(ORDERS, "$filter", OURS);
        String tag = client.get(address).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = client.get(address, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void nothingIsChangedByOdata() throws Exception {
        for (String method : List.of("POST", "PATCH", "PUT", "DELETE")) {
            HttpResponse<String> answer = client.send(method, ORDERS);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(json(answer).path("error").path("code").asString()).isEqualTo("METHOD_NOT_ALLOWED");
        }
    }

    /** As Power Query asks. */
    @Test
    void toolsGetWhatTheyAskFor() throws Exception {
        String accept = "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,"
                + "application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7";
        URI root = URI.create(client.root());

        HttpResponse<String> service = client.get(root.toString(), "Accept", accept, "OData-MaxVersion", "4.0");
        HttpResponse<String> model = client.get("$metadata", "Accept", "application/xml", "OData-MaxVersion", "4.0");
        HttpResponse<String> rows = client.get(
                "productionOrders?$filter=observedAt+ge+2026-01-02T00:00:00Z+and+observedAt+lt+2026-01-04T00:00:00Z"
                        + "+and+startswith(number,'ODA-')&$select=number,observedAt&$top=1000",
                "Accept",
                accept,
                "OData-MaxVersion",
                "4.0",
                "Prefer",
                "odata.maxpagesize=50000");

        for (HttpResponse<String> answer : List.of(service, model, rows)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("OData-Version")).contains("4.0");
        }
        assertThat(numbers(json(rows))).containsExactly("ODA-1", "ODA-2");
    }

    @Test
    void asksForATokenInItsOwnForm() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/odata/items"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(JsonMapper.shared().readTree(answer.body()).at("/error/code").asString())
                .isEqualTo("UNAUTHENTICATED");
    }
}
