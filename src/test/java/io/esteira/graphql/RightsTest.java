package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.platform.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

    private static final String SENT = """
            "What was sent to a subcontractor."
            type Sent @collection(table: "subcontract_shipment", many: "sent", readableBy: ["any"]) {
              "Opaque id."
              id: ID!
              "Of whom."
              company: String! @lookup(by: "company_id", table: "company", column: "code")
              "To whom."
              subcontractor: Subcontractor!
            }
            """;

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
        // A row that the model does not make: an order of one company that points to an item of another.
        contract.sql.sql("""
                        update hub.order_line set item_id = (select i.id from hub.item i join hub.company c on c.id = i.company_id
                          where c.code = 'LATICINIO') where size = 'P'""").update();
        contract.sql.sql("""
                        update hub.item set style_id = (select i.id from hub.item i join hub.company c on c.id = i.company_id
                          where c.code = 'MATRIZ' and i.code = '0001') where description = 'Queijo minas'""").update();
        contract.sql
                .sql("update hub.client_key set company_ids = array(select id from hub.company)")
                .update();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @BeforeEach
    void asAdmin() {
        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
    }

    @ParameterizedTest
    @CsvSource({
        "productionOrders, number",
        "items, code",
        "phases, code",
        "postings, postedOn",
        "deliveries, reference",
        "quarantine, code",
        "routes, routeId",
        "equipment, code",
        "machineCounts, productCode",
        "downtimes, reason",
        "downtimeReasons, code",
        "alerts, code",
        "auditEntries, action",
        "sourceCapabilities, subject",
        "codeMappings, fromCode",
        "clientKeys, name",
        "jobs, kind"
    })
    void listsHoldRowsOfOwnCompaniesOnly(String root, String field) {
        // given
        contract.as(Role.ADMIN, "LATICINIO");
        boolean shared = Set.of("alerts", "auditEntries", "sourceCapabilities").contains(root);

        // when
        List<Map<String, Object>> rows =
                contract.get("{ " + root + " { totalCount nodes { id company " + field + " } } }", root + ".nodes");

        // then
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.get("company"))
                .isIn("LATICINIO", shared ? null : "LATICINIO"));
        assertThat(contract.<Integer>get("{ " + root + " { totalCount } }", root + ".totalCount"))
                .isEqualTo(rows.size());
    }

    @ParameterizedTest
    @CsvSource({
        "productionOrders, productionOrder",
        "items, item",
        "phases, phase",
        "postings, posting",
        "deliveries, delivery",
        "quarantine, quarantineEntry",
        "routes, route",
        "equipment, equipmentById",
        "machineCounts, machineCount",
        "downtimes, downtime",
        "downtimeReasons, downtimeReason",
        "sourceCapabilities, sourceCapability",
        "auditEntries, auditEntry",
        "codeMappings, codeMapping",
        "clientKeys, clientKey",
        "jobs, job",
        "inspections, inspection"
    })
    void whatBelongsToOthersIsNullById(String many, String one) {
        // given
        String id = contract.get(
                "{ " + many + "(where: {company: {eq: \"MATRIZ\"}}) { nodes { id } } }", many + ".nodes[0].id");
        assertThat(contract.<Map<String, Object>>get("{ " + one + "(id: \"" + id + "\") { company } }", one))
                .containsEntry("company", "MATRIZ");

        // when
        contract.as(Role.ADMIN, "LATICINIO");
        ExecutionGraphQlResponse response = contract.ask("{ " + one + "(id: \"" + id + "\") { id } }");

        // then
        assertThat(response.getErrors()).isEmpty();
        assertThat(response.field(one).<Object>getValue()).isNull();
    }

    @Test
    void relatedRowsOfOthersDoNotExist() {
        // given
        String lines =
                "{ productionOrders(where: {number: {eq: \"000123\"}}) { nodes { lines { size item { code } } } } }";
        assertThat(contract.<Object>get(lines, "productionOrders.nodes[0].lines"))
                .asString()
                .contains("code=0001");

        // when
        contract.as(Role.OPERATOR, "MATRIZ");

        // then
        assertThat(contract.<Object>get(lines, "productionOrders.nodes"))
                .hasToString("[{lines=[{size=P, item=null}, {size=M, item=null}]}]");
    }

    @Test
    void conditionsDoNotTellOfRowsOfOthers() {
        // given
        String query =
                "{ productionOrders(where: {lines: {item: {description: {contains: \"Queijo\"}}}}) { totalCount } }";
        assertThat(contract.<Integer>get(query, "productionOrders.totalCount")).isEqualTo(2);

        // when
        contract.as(Role.OPERATOR, "MATRIZ");

        // then
        assertThat(contract.<Integer>get(query, "productionOrders.totalCount")).isZero();
    }

    @Test
    void groupsDoNotCountRowsOfOthers() {
        // given
        String query = "{ itemsAggregate { countDistinct { style } } }";
        assertThat(contract.<Integer>get(query, "itemsAggregate[0].countDistinct.style"))
                .isEqualTo(1);

        // when
        contract.as(Role.OPERATOR, "LATICINIO");

        // then
        assertThat(contract.<Integer>get(query, "itemsAggregate[0].countDistinct.style"))
                .isZero();
    }

    @Test
    void groupsDoNotTellWhatLiesBehindRowsOfOthers() {
        // given an order of MATRIZ whose item is of LATICINIO, and whose item's style is of MATRIZ
        contract.sql.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status,
                          source_status, posting_blocked, observed_at)
                        select gen_random_uuid(), c.id, 'csw', 'LOST', 'LOST', i.id, 'RELEASED', 'RELEASED', '1', false, now()
                        from hub.item i join hub.company c on c.code = 'MATRIZ' where i.description = 'Queijo minas'""").update();
        String query = """
                { productionOrdersAggregate(where: {number: {eq: "LOST"}},
                    groupBy: [{item: {code: VALUE}}, {item: {company: VALUE}}, {item: {style: {code: VALUE}}}]) {
                  key { item { company style { code } } } count } }""";

        // when
        Object toBoth = contract.get(query, "productionOrdersAggregate");
        contract.as(Role.OPERATOR, "MATRIZ");
        Object toOwner = contract.get(query, "productionOrdersAggregate");
        contract.sql
                .sql("delete from hub.production_order where number = 'LOST'")
                .update();

        // then
        assertThat(toBoth).hasToString("[{key={item={company=LATICINIO, style={code=0001}}}, count=1}]");
        assertThat(toOwner).hasToString("[{key={item={company=null, style={code=null}}}, count=1}]");
    }

    @Test
    void ordersDoNotTellWhatLiesBehindRowsOfOthers() {
        // given an order of LATICINIO whose item, which comes before its own, is of MATRIZ
        contract.sql.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status,
                          source_status, posting_blocked, observed_at)
                        select gen_random_uuid(), c.id, 'protheus', 'LOST', 'LOST', i.id, 'RELEASED', 'RELEASED', '1', false, now()
                        from hub.item i join hub.company c on c.code = 'LATICINIO' where i.description = 'Camiseta básica'""").update();
        String query = """
                { productionOrders(where: {company: {eq: "LATICINIO"}}, orderBy: [{item: {description: ASC}}]) { nodes { number } } }""";

        // when
        Object toBoth = contract.get(query, "productionOrders.nodes");
        contract.as(Role.OPERATOR, "LATICINIO");
        Object toOwner = contract.get(query, "productionOrders.nodes");
        contract.sql
                .sql("delete from hub.production_order where number = 'LOST'")
                .update();

        // then
        assertThat(toBoth).hasToString("[{number=LOST}, {number=000123}]");
        assertThat(toOwner).hasToString("[{number=000123}, {number=LOST}]");
    }

    @Test
    void changesDoNotNameRowsOfOthers() {
        // given
        contract.as(Role.OPERATOR, "MATRIZ");
        String changes = "{ changes: productionOrdersChanges%s { cursor nodes { id } removed } }";
        String since = "(since: \"" + contract.get(changes.formatted(""), "changes.cursor") + "\")";

        // when
        contract.sql.sql("""
                        insert into hub.change_log (entity, row_id, company_id, kind)
                        select 'order_line', l.id, mine.id, 'U' from hub.order_line l join hub.company mine on mine.code = 'MATRIZ'""").update();

        // then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !contract.<List<?>>get(changes.formatted(since), "changes.nodes")
                        .isEmpty());
        assertThat(contract.<Object>get(changes.formatted(since), "changes.removed"))
                .hasToString("[]");
    }

    @Test
    void keysDoNotNameOtherCompanies() {
        // given
        contract.as(Role.IT, "MATRIZ");

        // then
        assertThat(contract.<Object>get("{ clientKeys { nodes { company companies } } }", "clientKeys.nodes"))
                .hasToString("[{company=MATRIZ, companies=[MATRIZ]}]");
    }

    @Test
    void nobodyWithoutCompaniesSeesAnything() {
        contract.as(Role.ADMIN, "NONE");

        assertThat(contract.<Integer>get("{ productionOrders { totalCount } }", "productionOrders.totalCount"))
                .isZero();
    }

    @Test
    void eachTableOfAStatementIsBoundToTheCallersCompanies() {
        // given
        contract.counting.drain();

        // when
        contract.<Object>get("""
                { productionOrders(where: {item: {style: {code: {eq: "x"}}}, postings: {step: {phase: {code: {eq: "y"}}}}}) {
                  totalCount nodes { item { style { code } } steps { phase { code } } postings { nodes { sightings { key } } } } } }""", "productionOrders");

        // then
        String statement = contract.counting.drain().getFirst();
        long tables = count(statement, "(from|join) hub\\.(?!company|stream)\\w+ t\\d+");
        assertThat(tables).isEqualTo(18);
        assertThat(count(statement, "t\\d+\\.company_id = any\\(\\?\\)")).isEqualTo(tables);
    }

    private static long count(String text, String pattern) {
        return java.util.regex.Pattern.compile(pattern).matcher(text).results().count();
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATOR, '{ quarantine { totalCount } }'",
        "PLANNER, '{ routes { totalCount } }'",
        "ANALYST, '{ alerts { totalCount } }'",
        "LEADER, '{ codeMappings { totalCount } }'",
        "ANALYST, '{ jobs { totalCount } }'",
        "INTEGRATION, '{ clientKeys { totalCount } }'",
        "INTEGRATION, '{ auditEntries { totalCount } }'",
        "PLANNER, '{ auditEntriesAggregate { count } }'",
        "INTEGRATION, '{ sourceCapabilities { totalCount } }'",
        "QUALITY, '{ deliveries { totalCount } }'",
        "QUALITY, '{ delivery(id: \"x\") { id } }'",
        "QUALITY, '{ postings { nodes { deliveries { state } } } }'",
        "QUALITY, '{ postings(where: {deliveries: {state: {eq: HELD}}}) { totalCount } }'",
        "BUYER, '{ productionOrders(where: {not: {postings: {deliveries: {}}}}) { totalCount } }'",
        "OPERATOR, '{ inspections { totalCount } }'",
        "BUYER, '{ productionOrders { nodes { inspections { nodes { verdict } } } } }'"
    })
    void wrongRolesAreRefusedBeforeAnySql(Role role, String query) {
        // given
        contract.as(role, "MATRIZ");
        contract.counting.drain();

        // when
        ExecutionGraphQlResponse response = contract.ask(query);

        // then
        assertThat(Contract.code(response)).isEqualTo("FORBIDDEN");
        assertThat(contract.counting.drain()).isEmpty();
    }

    /** No table of the contract points to one that fewer people may read; one that is described later may. */
    @Test
    void whatMayNotBeReadIsNotReachedThroughRowsThatAllMayRead() {
        List<String> queries = List.of(
                "sent { nodes { subcontractor { code } } }",
                "sent(orderBy: [{subcontractor: {code: ASC}}]) { totalCount nodes { id } }",
                "sent(where: {subcontractor: {code: {eq: \"7\"}}}) { totalCount }",
                "sentAggregate(groupBy: [{subcontractor: {code: VALUE}}]) { count }",
                "sentAggregate { countDistinct { subcontractor } }");
        try (Contract open = new Contract(SENT, wiring -> {})) {
            open.as(Role.OPERATOR, "MATRIZ");

            assertThat(open.<Integer>get("{ sent { totalCount } }", "sent.totalCount"))
                    .isZero();
            assertThat(queries).allSatisfy(query -> assertThat(Contract.code(open.ask("{ " + query + " }")))
                    .isEqualTo("FORBIDDEN"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IT, quarantine",
        "IT, routes",
        "INTEGRATION, codeMappings",
        "IT, jobs",
        "IT, auditEntries",
        "ADMIN, alerts",
        "IT, sourceCapabilities",
        "OPERATOR, deliveries",
        "ANALYST, deliveries",
        "INTEGRATION, deliveries",
        "QUALITY, productionOrders",
        "BUYER, items",
        "OPERATOR, machineCounts",
        "QUALITY, inspections",
        "ANALYST, inspections",
        "LEADER, inspections"
    })
    void rightRolesMayRead(Role role, String root) {
        contract.as(role, "MATRIZ", "LATICINIO");

        assertThat(contract.<Integer>get("{ " + root + " { totalCount } }", root + ".totalCount"))
                .isPositive();
    }
}
