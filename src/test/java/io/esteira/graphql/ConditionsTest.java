package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionsTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number: {eq: \"000124\"}                                     | 000124",
                "number: {ne: \"000124\"}                                     | 000123 000125 000126 L000123",
                "number: {in: [\"000124\", \"000126\", \"x\"]}                | 000124 000126",
                "number: {in: []}                                             | -",
                "number: {gt: \"000124\"}                                     | 000125 000126",
                "number: {gte: \"000125\", lt: \"000126\"}                    | 000125",
                "number: {lte: \"000123\"}                                    | 000123 L000123",
                "number: {between: {from: \"000124\", to: \"000125\"}}        | 000124 000125",
                "number: {contains: \"12\"} company: {eq: \"LATICINIO\"}      | L000123",
                "number: {startsWith: \"12\"}                                 | -",
                "priority: {startsWith: \"a\"}                                | 000123 000126 L000123",
                "priority: {isNull: true}                                     | 000125",
                "priority: {isNull: false}                                    | 000123 000124 000126 L000123",
                "priority: {ne: \"A\"}                                        | 000124 000125",
                "not: {priority: {eq: \"A\"}}                                 | 000124 000125",
                "not: {not: {priority: {eq: \"A\"}}}                          | 000123 000126 L000123",
                "quantity: {eq: \"120.5\"}                                    | 000123",
                "quantity: {eq: 120.5}                                        | 000123",
                "quantity: {ne: \"80\"}                                       | 000123 000124 000126 L000123",
                "quantity: {in: [\"80\", 500]}                                | 000125 L000123",
                "quantity: {gt: \"120.4\", lte: \"500\"}                      | 000123 L000123",
                "quantity: {gte: \"12345678901234567890.123456789\"}          | 000126",
                "quantity: {lt: \"120.5\"}                                    | 000125",
                "quantity: {between: {from: \"80\", to: \"120.50\"}}          | 000123 000125",
                "quantity: {isNull: true}                                     | 000124",
                "currentSequence: {eq: 10} number: {eq: \"000124\"}           | 000124",
                "currentSequence: {in: [1, 10]} number: {eq: \"000124\"}      | 000124",
                "currentSequence: {ne: 10}                                    | -",
                "currentSequence: {gt: 9, gte: 10, lt: 11, lte: 10, between: {from: 10, to: 10}} priority: {eq: \"B\"} | 000124",
                "postingBlocked: {eq: true}                                   | -",
                "postingBlocked: {ne: true} priority: {eq: \"B\"}             | 000124",
                "plannedEnd: {eq: \"2026-11-25\"}                             | 000123 000125",
                "plannedEnd: {ne: \"2026-11-25\"}                             | 000124 000126 L000123",
                "plannedEnd: {in: [\"2026-11-30\"]}                           | L000123",
                "plannedEnd: {gt: \"2026-11-25\", lt: \"2026-12-01\"}         | L000123",
                "plannedEnd: {gte: \"2026-12-01\"}                            | 000126",
                "plannedEnd: {between: {from: \"2026-11-26\", to: \"2026-12-01\"}} | 000126 L000123",
                "plannedEnd: {isNull: true}                                   | 000124",
                "observedAt: {eq: \"2026-11-21T07:00:00.123456-03:00\"} priority: {eq: \"B\"} | 000124",
                "observedAt: {in: [\"2026-11-21T10:00:00.123456Z\"]} priority: {eq: \"B\"} | 000124",
                "observedAt: {lt: \"2026-11-21T10:00:00.123456Z\"}            | -",
                "status: {eq: CLOSED}                                         | 000125",
                "status: {ne: RELEASED}                                       | 000123 000125 000126",
                "status: {in: [CLOSED, PLANNED]}                              | 000125 000126",
                "company: {ne: \"MATRIZ\"}                                    | L000123",
                "company: {in: [\"MATRIZ\"]} status: {eq: RELEASED}           | 000124",
                "company: {startsWith: \"lat\"}                               | L000123",
                "and: [{status: {eq: RELEASED}}, {priority: {eq: \"A\"}}]     | L000123",
                "or: [{status: {eq: CLOSED}}, {priority: {eq: \"B\"}}]        | 000124 000125",
                "or: []                                                       | -",
                "and: []                                                      | 000123 000124 000125 000126 L000123",
                "or: [{not: {or: [{priority: {eq: \"A\"}}, {quantity: {isNull: true}}]}}] | 000125",
                "item: {code: {eq: \"0001\"}}                                 | 000123 000124 L000123",
                "item: {style: {code: {eq: \"0001\"}}}                        | 000125 000126",
                "not: {item: {style: {}}}                                     | 000123 000124 L000123",
                "currentPhase: {name: {contains: \"COST\"}}                   | 000123",
                "not: {currentPhase: {}}                                      | 000125",
                "steps: {description: {eq: \"Costurar\"}}                     | 000123 000124 L000123",
                "steps: {description: {eq: \"Dobrar\"}}                       | -",
                "steps: {description: {eq: \"Dobrar\"}, deletedAt: {isNull: false}} number: {eq: \"000124\"} | 000124",
                "not: {steps: {}}                                             | 000125 000126",
                "postings: {scrapReasons: {reason: {eq: \"FURO\"}, quantity: {lt: 2}}} | 000123 L000123",
                "postings: {deliveries: {attemptLog: {millis: {eq: 12}}}} company: {eq: \"MATRIZ\"} | 000123",
                "deletedAt: {isNull: false}                                   | 000999",
                "or: [{deletedAt: {gt: \"2026-01-01T00:00:00Z\"}}, {number: {eq: \"000124\"}}] | 000124 000999"
            })
    void holdsForJustTheseOrders(String where, String numbers) {
        // when
        List<Map<String, Object>> orders = contract.get(
                "{ productionOrders(orderBy: [{company: DESC}, {number: ASC}], where: {" + where
                        + "}) { nodes { company number } } }",
                "productionOrders.nodes");

        // then
        String found =
                String.join(" ", orders.stream().map(ConditionsTest::name).toList());
        assertThat(found.isEmpty() ? "-" : found).isEqualTo(numbers);
    }

    private static String name(Map<String, Object> order) {
        return ("LATICINIO".equals(order.get("company")) ? "L" : "") + order.get("number");
    }

    @Test
    void comparesIds() {
        // given
        String id = contract.get("{ items(where: {code: {eq: \"0001-P\"}}) { nodes { id } } }", "items.nodes[0].id");
        String phase = contract.get("{ phases { nodes { id } } }", "phases.nodes[0].id");

        // then
        assertThat(contract.<List<?>>get(
                        "{ items(where: {id: {eq: \"" + id + "\"}}) { nodes { code } } }", "items.nodes"))
                .hasSize(1);
        assertThat(contract.<List<?>>get(
                        "{ items(where: {id: {in: [\"" + id + "\"]}}) { nodes { code } } }", "items.nodes"))
                .hasSize(1);
        assertThat(contract.<List<?>>get(
                        "{ items(where: {id: {ne: \"" + id + "\"}}) { nodes { code } } }", "items.nodes"))
                .hasSize(3);
        assertThat(contract.<List<?>>get(
                        "{ items(where: {id: {eq: \"" + phase + "\"}}) { nodes { code } } }", "items.nodes"))
                .isEmpty();
    }

    @Test
    void takesTextsAsTheyAre() {
        for (String text : List.of(
                "100%", "algodão_cru", "%", "_", "\\", "'; drop table hub.item; --", "{t}", "{now}", "?", "$1")) {
            // when
            ExecutionGraphQlResponse response = contract.ask(
                    "query ($text: String!) { items(where: {deletedAt: {isNull: false}, description: {contains: $text}}) { nodes { code } } }",
                    Map.of("text", text));

            // then
            boolean contained = "100% algodão_cru".contains(text);
            assertThat(response.getErrors()).isEmpty();
            assertThat(response.field("items.nodes").<List<?>>getValue()).hasSize(contained ? 1 : 0);
        }
    }

    @Test
    void takesConditionsAndOrdersFromVariables() {
        // when
        ExecutionGraphQlResponse response = contract.ask(
                """
                query ($where: ProductionOrderWhere, $order: [ProductionOrderOrderBy!], $quantity: Decimal, $none: String) {
                  productionOrders(where: $where, orderBy: $order) { nodes { number } }
                  other: productionOrders(where: {quantity: {gt: $quantity}, number: {eq: $none}}) { totalCount }
                  third: productionOrders(where: null, orderBy: null, first: null) { totalCount }
                }""",
                Map.of(
                        "where", Map.of("and", List.of(Map.of("item", Map.of("code", Map.of("eq", "0001"))))),
                        "order", List.of(Map.of("company", "ASC"), Map.of("number", "DESC")),
                        "quantity", "120"));

        // then
        assertThat(response.getErrors()).isEmpty();
        assertThat(String.valueOf(
                        (Object) response.field("productionOrders.nodes").getValue()))
                .isEqualTo("[{number=000123}, {number=000124}, {number=000123}]");
        assertThat(response.field("other.totalCount").<Object>getValue()).isEqualTo(3);
        assertThat(response.field("third.totalCount").<Object>getValue()).isEqualTo(5);
    }
}
