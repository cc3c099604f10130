package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Codes that the sources write, read in the plant's own words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranslatedCodesTest {

    private static final String OPERATORS =
            "{ postings(where: {company: {eq: \"MATRIZ\"}}, orderBy: [{postedOn: ASC}]) { nodes { operator } } }";

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterEach
    void removeMappings() {
        contract.sql.sql("delete from hub.code_mapping").update();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @Test
    void withoutAMappingAllIsAsTheSourceWritesIt() {
        assertThat(values(OPERATORS, "postings")).containsExactly("op1", "op2", "op3");
        assertThat(units()).containsExactly("UN", "UN", "UN");
    }

    @Test
    void operatorsOfPostingsMadeInTheErpAreReadByTheDayOfThePosting() {
        // Given
        map("OPERATOR", "csw", "op1", "maria", null, "2026-11-11");
        map("OPERATOR", "csw", "op2", "joana", null, "2026-11-11");
        map("OPERATOR", "csw", "op3", "ana", null, null);

        // Then the third was posted here
        assertThat(values(OPERATORS, "postings")).containsExactly("maria", "op2", "op3");
        assertThat(values(
                        "{ postings(where: {company: {eq: \"MATRIZ\"}, operator: {eq: \"maria\"}}) { nodes { operator } } }",
                        "postings"))
                .containsExactly("maria");
    }

    @Test
    void unitsAreReadByTheMappingThatHoldsToday() {
        // Given
        map("UNIT", "csw", "UN", "PC", "2026-11-21", null);
        map("UNIT", "csw", "UN", "DZ", null, "2026-11-20");
        map("UNIT", "protheus", "UN", "CX", null, null);

        // Then
        assertThat(units()).containsExactly("PC", "PC", "PC");
        assertThat(values(
                        "{ productionOrders(where: {number: {eq: \"000123\"}, company: {eq: \"MATRIZ\"}}) { nodes { unit } } }",
                        "productionOrders"))
                .containsExactly("PC");
    }

    @Test
    void aMappingTellsWhetherItLeadsAnywhereToday() {
        // Given
        contract.sql
                .sql(
                        "insert into hub.stream (company_id, source, entity) select id, 'csw', 'items' from hub.company on conflict do nothing")
                .update();
        map("UNIT", "csw", "told", "PC", null, null);
        map("UNIT", "csw", "ended", "PC", null, "2026-11-20");
        map("UNIT", "Csw", "mistyped source", "PC", null, null);
        map("ITEM", "csw", "linked", "A", null, null);
        map("ITEM", "csw", "leads nowhere", "A", null, null);
        map("EQUIPMENT", "mqtt", "no machine", "A", null, null);
        map("WAREHOUSE", "csw", "not used", "A", null, null);
        contract.sql.sql("""
                        insert into hub.source_ref (company_id, entity, source, key, id, mapping_id)
                        select company_id, 'item', 'csw', 'linked', 1, id from hub.code_mapping where from_code = 'linked'
                        """).update();

        // Then
        assertThat(values(
                        "{ codeMappings(where: {effective: {eq: true}}, orderBy: [{fromCode: ASC}]) { nodes { fromCode } } }",
                        "codeMappings"))
                .containsExactly("linked", "told");
    }

    private List<String> units() {
        return values(
                "{ items(where: {company: {eq: \"MATRIZ\"}}, orderBy: [{code: ASC}]) { nodes { unit } } }", "items");
    }

    private List<String> values(String query, String root) {
        List<Map<String, String>> nodes = contract.get(query, root + ".nodes");
        return nodes.stream()
                .map(node -> String.valueOf(node.values().iterator().next()))
                .toList();
    }

    private void map(
            String kind, String source, String from, String to, @Nullable String validFrom, @Nullable String validTo) {
        contract.sql
                .sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code, valid_from, valid_to,
                          created_at, created_by, updated_at, updated_by)
                        select id, :kind, :source, :from, 'hub', :to, :validFrom::date, :validTo::date, now(), 'it', now(), 'it'
                          from hub.company where code = 'MATRIZ'
                        """)
                .param("kind", kind)
                .param("source", source)
                .param("from", from)
                .param("to", to)
                .param("validFrom", validFrom)
                .param("validTo", validTo)
                .update();
    }
}
