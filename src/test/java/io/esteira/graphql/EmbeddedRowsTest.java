package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** Rows within answers of controllers, such as those of mutations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRowsTest {

    private static final String SCHEMA = """
            extend type Query { tried: [TryResult!]! }
            union TryResult = Tried | Refused
            type Tried { posting: Posting order: ProductionOrder! text: String! }
            type Refused { code: String! }
            """;

    private record Tried(@Nullable Long postingId, long orderId, String text) {}

    private record Refused(String code) {}

    private final List<Object> answers = new ArrayList<>();
    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract(SCHEMA, wiring -> wiring.type("Query", type -> type.dataFetcher("tried", e -> answers))
                .type(
                        "TryResult",
                        type -> type.typeResolver(e -> e.getSchema()
                                .getObjectType(e.getObject().getClass().getSimpleName()))));
        contract.sql
                .sql("select p.id, p.order_id from hub.posting p join hub.company c on c.id = p.company_id"
                        + " where c.code = 'MATRIZ' order by p.id")
                .query((row, n) -> new Tried(row.getLong(1), row.getLong(2), "n" + n))
                .list()
                .forEach(answers::add);
        answers.add(new Refused("ORDER_CLOSED"));
        answers.add(new Tried(null, ((Tried) answers.getFirst()).orderId(), "none"));
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @Test
    void areReadByOneStatementForEachField() {
        // given
        contract.counting.drain();

        // when
        ExecutionGraphQlResponse response = contract.ask(
                "{ tried { __typename ... on Tried { text mine: posting { good order { number } } posting { scrap }"
                        + " order { number } } ... on Refused { code } } }");

        // then
        assertThat(response.getErrors()).isEmpty();
        assertThat(response.field("tried").<Object>getValue())
                .hasToString("["
                        + "{__typename=Tried, text=n0, mine={good=10, order={number=000123}}, posting={scrap=0}, order={number=000123}}, "
                        + "{__typename=Tried, text=n1, mine={good=20, order={number=000123}}, posting={scrap=3}, order={number=000123}}, "
                        + "{__typename=Tried, text=n2, mine={good=30, order={number=000123}}, posting={scrap=0}, order={number=000123}}, "
                        + "{__typename=Refused, code=ORDER_CLOSED}, "
                        + "{__typename=Tried, text=none, mine=null, posting=null, order={number=000123}}]");
        assertThat(contract.counting.drain()).hasSize(3);
    }

    @Test
    void ofOtherCompaniesDoNotExist() {
        // given
        contract.as(Role.OPERATOR, "LATICINIO");

        // when
        ExecutionGraphQlResponse response = contract.ask("{ tried { ... on Tried { posting { good } } } }");

        // then
        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
        assertThat(response.field("tried").<List<Map<String, Object>>>getValue())
                .allSatisfy(answer -> assertThat(answer.get("posting")).isNull());
    }
}
