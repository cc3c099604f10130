package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.graphql.oracle.DescribedType;
import io.esteira.graphql.oracle.RandomQuery;
import io.esteira.graphql.oracle.RandomRows;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** Whatever is asked, by whomever: nothing of a company outside the claim appears, and nothing within it is missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomRightsTest {

    /** Another one makes other rows, callers and questions: {@code -Desteira.test.seed=…}. */
    private static final long SEED = Long.getLong("esteira.test.seed", 20_261_124);

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final List<List<String>> CLAIMS =
            List.of(List.of(), List.of("MATRIZ"), List.of("FILIAL", "ÁGUA"), RandomRows.COMPANIES);

    private RandomContract hub;

    /** Of rows by their ids, and of themselves by their codes. */
    private Map<String, @Nullable Short> companies;

    @BeforeAll
    void open() {
        hub = new RandomContract(SEED);
        companies = new HashMap<>(hub.store.companiesById());
        RandomRows.COMPANIES.forEach(code -> companies.putAll(
                hub.contract.companies(code).stream().collect(Collectors.toMap(id -> code, id -> id))));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void noRowOfACompanyOutsideTheClaimAppears() {
        int answered = 0;
        for (int i = 0; i < 2_000; i++) {
            Random random = new Random(SEED + i);
            Caller caller = caller(random);
            RandomQuery query = i % 2 == 0 ? hub.queries.groups(random) : hub.queries.rows(random);
            String which = "seed " + SEED + ", question " + i;

            Object data = hub.ask(caller, query, which);

            assertNothingOfOthers(caller, data, which + "\n" + query);
            // What was kept of the question must not serve the next caller as this one.
            Caller next = caller(random);
            assertNothingOfOthers(next, hub.ask(next, query, which + ", asked again"), which + ", asked again");
            answered += data == null ? 0 : 1;
        }
        assertThat(answered).as("questions that were not refused").isGreaterThan(1_000);
    }

    @Test
    void whoMayReadSomeCompaniesSeesWhatWhoMayReadAllSeesOfThem() {
        for (DescribedType type : listed()) {
            String question = """
                    query ($where: %1$sWhere) {
                      %2$s(first: 500, where: $where) { totalCount nodes { id } edges { node { id } } }
                      %2$sAggregate(where: $where) { count }
                      %2$sChanges(where: $where) { nodes { id } } }""".formatted(type, type.many());
            for (List<String> claim : CLAIMS) {
                Map<String, Object> ofThem = Map.of("company", Map.of("in", claim));
                Map<String, Object> ofNone = Map.of("company", Map.of("isNull", true));
                Map<String, Object> where =
                        type.company().equals("SHARED") ? Map.of("or", List.of(ofThem, ofNone)) : ofThem;

                Object ofAll = data(admin(RandomRows.COMPANIES), question, Map.of("where", where));
                Object ofSome = data(admin(claim), question, Map.of());

                assertThat(ofSome).as("%s of %s", type, claim).isEqualTo(ofAll);
            }
        }
    }

    @Test
    void changesTellOfTheCompaniesOfTheClaimOnly() {
        for (List<String> claim : CLAIMS) {
            Caller caller = admin(claim);
            Map<DescribedType, Map<?, ?>> copies = new LinkedHashMap<>();
            listed().forEach(type -> copies.put(type, changes(caller, type, Map.of())));
            logEachRow();

            copies.forEach((type, copy) -> {
                assertThat(copy.get("hasMore")).as("more of %s", type).isEqualTo(false);
                // Transactions of other tests, on the same server, hold changes back while they are open.
                await().pollDelay(Duration.ZERO).atMost(SOON).untilAsserted(() -> {
                    Map<?, ?> changed = changes(caller, type, Map.of("since", copy.get("cursor")));
                    assertNothingOfOthers(caller, changed, type + " of " + claim);
                    assertThat(ids(changed.get("nodes"))).as("changed %s", type).isEqualTo(ids(copy.get("nodes")));
                    assertThat(changed.get("restart")).isEqualTo(!type.logged());
                });
            });
            hub.contract.sql.sql("delete from hub.change_log").update();
        }
    }

    /** As if each row had changed. */
    private void logEachRow() {
        hub.types.all().stream()
                .filter(type -> !type.company().equals("PARENT") && type.logged())
                .forEach(type ->
                        hub.contract.sql.sql("""
                                insert into hub.change_log (entity, row_id, company_id, kind)
                                select '%1$s', id, company_id, 'U' from hub.%1$s where company_id is not null""".formatted(type.table())).update());
    }

    /** The id of the row and of all that hangs on it. */
    private String allIds(DescribedType type) {
        StringBuilder fields = new StringBuilder("id");
        hub.types.related(type).forEach((field, paged) -> fields.append(" ")
                .append(field)
                .append(paged ? "(first: 5) { nodes { id } edges { node { id } } }" : " { id }"));
        return fields.toString();
    }

    private List<DescribedType> listed() {
        return hub.types.all().stream().filter(type -> type.many() != null).toList();
    }

    private Caller admin(List<String> claim) {
        return new Caller("test", "test", Set.of(Role.ADMIN), hub.contract.companies(claim), "", Instant.MAX);
    }

    private Map<?, ?> changes(Caller caller, DescribedType type, Map<String, Object> variables) {
        String question = """
                query ($since: String) { changes: %sChanges(since: $since) {
                  restart cursor hasMore removed nodes { %s } } }""".formatted(type.many(), allIds(type));
        return (Map<?, ?>) requireNonNull(((Map<?, ?>) data(caller, question, variables)).get("changes"));
    }

    private Object data(Caller caller, String question, Map<String, Object> variables) {
        ExecutionGraphQlResponse response = hub.contract.as(caller).ask(question, variables);
        assertThat(response.getErrors()).as(question).isEmpty();
        return requireNonNull(response.<Object>getData());
    }

    private static Set<Object> ids(@Nullable Object nodes) {
        return ((List<?>) requireNonNull(nodes))
                .stream()
                        .map(node -> requireNonNull(((Map<?, ?>) node).get("id")))
                        .collect(Collectors.toSet());
    }

    /** Of one company, of several, of none, of all; with some roles. */
    private Caller caller(Random random) {
        List<String> claim = new ArrayList<>(RandomRows.COMPANIES);
        Collections.shuffle(claim, random);
        Set<Short> claimed = hub.contract.companies(claim.subList(0, random.nextInt(claim.size() + 1)));
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        if (random.nextBoolean()) {
            roles.add(Role.ADMIN);
        }
        Stream.generate(() -> Role.values()[random.nextInt(Role.values().length - 1)])
                .limit(1 + random.nextInt(3))
                .forEach(roles::add);
        return new Caller("test", "test", roles, claimed, "", Instant.MAX);
    }

    /** All ids are those of rows that are the caller's, and no other company is named. */
    private void assertNothingOfOthers(Caller caller, @Nullable Object answer, String which) {
        switch (answer) {
            case Map<?, ?> object -> object.values().forEach(value -> assertNothingOfOthers(caller, value, which));
            case List<?> list -> list.forEach(value -> assertNothingOfOthers(caller, value, which));
            case String text -> {
                Short company = companies.get(text);
                assertThat(company == null || caller.sees(company))
                        .as("%s in %s", text, which)
                        .isTrue();
            }
            case null, default -> {}
        }
    }
}
