package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedReadsTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @Test
    void readsAnOrderWithAllThatHangsOnIt() {
        // when
        Map<String, Object> order = contract.get("""
                { productionOrders(where: {number: {eq: "000123"}, company: {eq: "MATRIZ"}}) { nodes {
                  number company status quantity plannedEnd observedAt goodInErp currentPhase { code name }
                  item { code kind products { nodes { code size style { code } } } }
                  steps { sequence operation phase { name } }
                  lines { size planned good }
                  postings(first: 2) {
                    totalCount
                    nodes { postedOn good scrapReasons { reason quantity } step { sequence order { number } } sightings { source how } }
                    pageInfo { hasNextPage }
                  }
                } } }""", "productionOrders.nodes[0]");

        // then
        assertThat(order).containsEntry("number", "000123");
        assertThat(order).containsEntry("company", "MATRIZ");
        assertThat(order).containsEntry("status", "IN_PROGRESS");
        assertThat(order).containsEntry("quantity", "120.5");
        assertThat(order).containsEntry("plannedEnd", "2026-11-25");
        assertThat(order).containsEntry("observedAt", "2026-11-21T10:00:00.123456Z");
        assertThat(order).containsEntry("currentPhase", Map.of("code", "020", "name", "Costura"));
        assertThat(order.get("item"))
                .hasToString("{code=0001, kind=STYLE, products={nodes=[{code=0001-M, size=M, style={code=0001}},"
                        + " {code=0001-P, size=P, style={code=0001}}]}}");
        assertThat(order.get("steps"))
                .hasToString(
                        "[{sequence=10, operation=01, phase={name=Corte}}, {sequence=20, operation=02, phase={name=Costura}}]");
        assertThat(order.get("lines"))
                .hasToString("[{size=P, planned=60.25, good=null}, {size=M, planned=60.25, good=null}]");
        assertThat(order.get("postings"))
                .hasToString("{totalCount=3, nodes=["
                        + "{postedOn=2026-11-13, good=30, scrapReasons=[], step={sequence=10, order={number=000123}}, sightings=[]}, "
                        + "{postedOn=2026-11-12, good=20, scrapReasons=[{reason=FURO, quantity=1}, {reason=MANCHA, quantity=2}],"
                        + " step={sequence=10, order={number=000123}}, sightings=[{source=csw, how=POLL}]}],"
                        + " pageInfo={hasNextPage=true}}");
    }

    @Test
    void runsOneStatementPerRootFieldWhateverTheDepth() {
        // given
        contract.counting.drain();

        // when
        ExecutionGraphQlResponse response = contract.ask("""
                { a: productionOrders(first: 5) { totalCount freshness { source } edges { cursor node {
                    item { productionOrders(first: 5) { nodes { item { code } } } }
                    steps { phase { productionOrders(first: 2) { nodes { postings(first: 5) { nodes { deliveries { attemptLog { outcome } } } } } } } } } } }
                  b: items { nodes { code } }
                  phases { totalCount } }""");

        // then
        assertThat(response.getErrors()).isEmpty();
        assertThat(contract.counting.drain()).hasSize(3);
    }

    @Test
    void keepsEachDigitOfADecimal() {
        assertThat(contract.<String>get(
                        "{ productionOrders(where: {number: {eq: \"000126\"}}) { nodes { quantity } } }",
                        "productionOrders.nodes[0].quantity"))
                .isEqualTo("12345678901234567890.123456789");
    }

    @Test
    void resolvesAliasesFragmentsDirectivesAndTypenames() {
        // when
        ExecutionGraphQlResponse response = contract.ask("""
                query ($with: Boolean!) {
                  productionOrders(where: {number: {eq: "000123"}, company: {eq: "MATRIZ"}}) {
                    __typename
                    rows: nodes { ...Order no: number }
                    nodes { number @skip(if: $with) status @include(if: $with) }
                    edges { __typename c: cursor node { ... on ProductionOrder { first: steps(where: {sequence: {eq: 10}}) { operation }
                      second: steps(where: {sequence: {eq: 20}}) { operation } } } }
                    info: pageInfo { more: hasNextPage }
                    n: totalCount m: totalCount
                  }
                }
                fragment Order on ProductionOrder { __typename number item { ...Item } }
                fragment Item on Item { code ...More }
                fragment More on Item { description code }""", Map.of("with", true));

        // then
        assertThat(response.getErrors()).isEmpty();
        String data = String.valueOf((Object) response.field("productionOrders").getValue());
        assertThat(data.replaceAll("c=[^,]*,", "c=?,"))
                .isEqualTo("{__typename=ProductionOrderConnection, "
                        + "rows=[{__typename=ProductionOrder, number=000123, item={code=0001, description=Camiseta básica}, no=000123}], "
                        + "nodes=[{status=IN_PROGRESS}], "
                        + "edges=[{__typename=ProductionOrderEdge, c=?, node={first=[{operation=01}], second=[{operation=02}]}}], "
                        + "info={more=false}, n=1, m=1}");
    }

    @Test
    void answersSelectionsThatNeedNoColumn() {
        assertThat(contract.<Map<String, Object>>get(
                        "{ phases(first: 1) { __typename nodes { __typename } edges { node { __typename } } } }",
                        "phases"))
                .hasToString(
                        "{__typename=PhaseConnection, nodes=[{__typename=Phase}], edges=[{node={__typename=Phase}}]}");
        assertThat(contract.<Map<String, Object>>get("{ phases { __typename } }", "phases"))
                .hasSize(1);
    }

    @Test
    void rowsWithoutAnIdOfTheirOwnKeepTheirOrderWhereTheirKeysAreEqual() {
        // given
        contract.sql.sql("""
                        insert into hub.posting_sighting (posting_id, company_id, source, key, how, first_seen_at, last_seen_at)
                        select p.id, p.company_id, 'protheus', 'more' || n, 'PUSH', p.created_at, p.created_at
                        from hub.posting p join hub.company c on c.id = p.company_id and c.code = 'LATICINIO', generate_series(1, 3) n
                        where p.posted_on = date '2026-11-11'""").update();
        // Now the first one lies behind the others.
        contract.sql
                .sql("update hub.posting_sighting set reversed = true where key = 'more1'")
                .update();

        // then
        assertThat(contract.<Object>get(
                        "{ postings(where: {postedOn: {eq: \"2026-11-11\"}, company: {eq: \"LATICINIO\"}})"
                                + " { nodes { sightings(where: {how: {eq: PUSH}}, orderBy: [{source: ASC}]) { key } } } }",
                        "postings.nodes[0].sightings"))
                .hasToString("[{key=more1}, {key=more2}, {key=more3}]");
    }

    @Test
    void saysHowFreshAListIs() {
        // when
        List<Map<String, Object>> freshness = contract.get(
                "{ productionOrders { freshness { source company asOf stale } } }", "productionOrders.freshness");

        // then
        assertThat(freshness)
                .hasToString("[{source=protheus, company=LATICINIO, asOf=null, stale=true},"
                        + " {source=csw, company=MATRIZ, asOf=2026-11-21T10:00:00Z, stale=true}]");
    }

    @Test
    void saysHowFreshAListIsOfTheCompaniesThatItAsksFor() {
        assertThat(contract.<Object>get(
                        "{ productionOrders(where: {and: [{company: {eq: \"MATRIZ\"}}], number: {ne: \"1\"}})"
                                + " { freshness { company oldestEntity } } }",
                        "productionOrders.freshness"))
                .hasToString("[{company=MATRIZ, oldestEntity=movements}]");
        assertThat(contract.<Object>get(
                        "{ productionOrders(where: {company: {in: [\"NONE\"]}}) { freshness { company } } }",
                        "productionOrders.freshness"))
                .hasToString("[]");
    }

    @Test
    void listsRoutesQuarantineAlertsAndMachines() {
        assertThat(contract.<Object>get(
                        "{ routes(where: {source: {eq: \"csw\"}}) { nodes { routeId company state rowsRead watermark"
                                + " watermarkAgeSeconds lastRunMode } } }",
                        "routes.nodes"))
                .hasToString("[{routeId=csw.movements, company=MATRIZ, state=OK, rowsRead=null, watermark=4711,"
                        + " watermarkAgeSeconds=120, lastRunMode=null}, {routeId=csw.orders, company=MATRIZ, state=OK,"
                        + " rowsRead=4, watermark=4711, watermarkAgeSeconds=120, lastRunMode=SNAPSHOT}]");
        assertThat(contract.<Object>get(
                        "{ quarantine(where: {company: {eq: \"MATRIZ\"}}) { nodes { code payload state } } }",
                        "quarantine.nodes"))
                .hasToString("[{code=UNREADABLE, payload=null, state=OPEN},"
                        + " {code=MISSING_FIELD, payload={\"número\": 1}, state=OPEN}]");
        assertThat(contract.<Object>get("{ alerts { nodes { code company } } }", "alerts.nodes"))
                .hasToString("[{code=MASS_DELETE, company=LATICINIO}, {code=DISK, company=null}]");
        assertThat(contract.<Object>get(
                        "{ equipment(where: {company: {eq: \"MATRIZ\"}}) { nodes { code machineCounts { nodes { good item { code } } } } } }",
                        "equipment.nodes"))
                .hasToString("[{code=CEL-01, machineCounts={nodes=[{good=42, item={code=0001}}]}}]");
    }

    @Test
    void readsByIdWhatItListed() {
        // given
        String id = contract.get("{ items(where: {code: {eq: \"0001-P\"}}) { nodes { id } } }", "items.nodes[0].id");

        // when
        String code = contract.get("{ item(id: \"" + id + "\") { code style { description } } }", "item.code");

        // then
        assertThat(code).isEqualTo("0001-P");
    }
}
