package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which groups there are, and in which order, where rows point to nothing, to rows of others, or are alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @BeforeEach
    void asMatriz() {
        contract.as(Role.ADMIN, "MATRIZ");
    }

    private String groups(String document) {
        List<Map<String, Object>> groups = contract.get("{ groups: " + document + " }", "groups");
        return groups.toString();
    }

    private List<Object> values(String field, String document) {
        List<Map<String, Map<String, Object>>> groups = contract.get("{ groups: " + document + " }", "groups");
        return groups.stream()
                .map(group -> requireNonNull(group.get("key")).get(field))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ASC, '[CLOSED, IN_PROGRESS, PLANNED, RELEASED]'", "DESC, '[PLANNED, IN_PROGRESS, CLOSED, RELEASED]'"})
    void aMeasureOrdersGroupsEitherWayAndThoseWithoutAValueComeLast(String direction, String statuses) {
        List<Object> ordered = values("status", """
                productionOrdersAggregate(groupBy: [{status: VALUE}], orderBy: [{sum: {quantity: %s}}]) { key { status } }""".formatted(direction));

        assertThat(ordered).hasToString(statuses);
    }

    @Test
    void groupsThatMeasureTheSameComeByTheirKeys() {
        contract.sql.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), c.id, 'csw', 'tie-' || n, 'x', 'PRODUCT', true, now()
                        from hub.company c, generate_series(399, 100, -1) n where c.code = 'MATRIZ'""").update();

        List<Object> codes = values("code", """
                itemsAggregate(where: {code: {startsWith: "tie-"}}, groupBy: [{code: VALUE}], orderBy: [{count: DESC}], limit: 3) {
                  key { code } }""");

        assertThat(codes).containsExactly("tie-100", "tie-101", "tie-102");
    }

    @ParameterizedTest
    @CsvSource({"'{and: []}', 4", "'{or: []}', 0", "'{not: {or: []}}', 4"})
    void ofNoConditionsAllHoldAndNotOneOfThem(String having, int kept) {
        List<Object> groups = contract.get(
                "{ productionOrdersAggregate(groupBy: [{status: VALUE}], having: " + having + ") { count } }",
                "productionOrdersAggregate");

        assertThat(groups).hasSize(kept);
    }

    /** Of the orders of MATRIZ two are of an item that is of no style. */
    @Test
    void rowsWithoutARelatedRowAreAGroupOfTheirOwnHoweverFarTheFieldLies() {
        assertThat(
                        groups(
                                "productionOrdersAggregate(groupBy: [{item: {style: {company: VALUE}}}]) { key { item { style { company } } } count }"))
                .isEqualTo(
                        "[{key={item={style={company=MATRIZ}}}, count=2}, {key={item={style={company=null}}}, count=2}]");
    }

    @Test
    void relatedRowsOfOthersAreNoneWhereThereMayBeNone() {
        contract.sql.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at, style_id)
                        select gen_random_uuid(), c.id, 'csw', 'foreign', 'x', 'PRODUCT', true, now(), s.id
                        from hub.company c, hub.item s where c.code = 'MATRIZ' and s.description = 'Queijo minas'""").update();
        String document =
                "itemsAggregate(where: {code: {eq: \"foreign\"}}, groupBy: [{style: {description: VALUE}}]) { key { style { description } } count }";

        assertThat(groups(document)).isEqualTo("[{key={style={description=null}}, count=1}]");
        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
        assertThat(groups(document)).isEqualTo("[{key={style={description=Queijo minas}}, count=1}]");
    }

    @Test
    void whatConcernsNoCompanyIsAGroupOfItsOwn() {
        contract.as(Role.ADMIN, "LATICINIO");

        assertThat(groups("alertsAggregate(groupBy: [{company: VALUE}]) { key { company } count }"))
                .isEqualTo("[{key={company=LATICINIO}, count=1}, {key={company=null}, count=1}]");
    }

    @Test
    void partsOfAGroupTellTheirTypes() {
        assertThat(groups("""
                        productionOrdersAggregate(where: {number: {eq: "000125"}}, groupBy: [{item: {code: VALUE}}]) {
                          __typename key { __typename item { __typename code } } sum { __typename quantity } }"""))
                .isEqualTo(
                        "[{__typename=ProductionOrderAggregate, key={__typename=ProductionOrderGroupKey, "
                                + "item={__typename=ItemGroupKey, code=0001-P}}, sum={__typename=ProductionOrderNumbers, quantity=80}}]");
    }
}
