package io.esteira.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** On the data of the plant the views tell each company what GraphQL tells it, and nothing of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BiTotalsTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<String> COMPANIES = List.of("MATRIZ", "LATICINIO", "EXEMPLO");

    @Autowired
    private HikariDataSource database;

    @LocalServerPort
    private int port;

    private final Map<String, BiLogin> logins = new TreeMap<>();

    @BeforeAll
    void logIn() {
        for (String company : COMPANIES) {
            logins.put(company, BiLogin.of(database, company));
        }
    }

    @AfterAll
    void logOut() throws SQLException {
        for (BiLogin login : logins.values()) {
            login.close();
        }
    }

    private BiLogin login(String company) {
        return Objects.requireNonNull(logins.get(company));
    }

    private JsonNode ask(String company, String query) {
        JsonNode answer = Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token("admin", company)))
                .body(Map.of("query", query))
                .retrieve()
                .body(JsonNode.class));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data");
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? null : new BigDecimal(value.asString()).stripTrailingZeros();
    }

    /** Each on a line of its own, as text, so that they can be compared. */
    private static String line(@Nullable BigDecimal... numbers) {
        return Stream.of(numbers)
                .map(each -> each == null ? "-" : each.toPlainString())
                .collect(Collectors.joining(" "));
    }

    private String toldByView(String company, String view, List<String> columns, String condition) throws SQLException {
        String sums = columns.stream()
                .map(column -> " || ' ' || coalesce(trim_scale(sum(" + column + ")::numeric)::text, '-')")
                .collect(Collectors.joining());
        return login(company).text("select count(*)" + sums + " from bi." + view + " where " + condition);
    }

    @ParameterizedTest
    @CsvSource({
        "productionOrders, fact_production_order, quantity goodInErp goodPending scrapInErp scrapPending, true, MATRIZ LATICINIO EXEMPLO",
        "postings, fact_posting, good scrap rework, true, MATRIZ LATICINIO EXEMPLO",
        "stockBalances, fact_stock_balance, quantity reserved, true, MATRIZ EXEMPLO",
        "inspections, fact_inspection, lotSize, true, LATICINIO",
        "downtimes, fact_downtime, seconds, true, ''",
        "machineCounts, fact_machine_count, good bad, true, ''",
        "salesOrders, fact_sales_order, '', true, MATRIZ EXEMPLO",
        "leadTimeGoals, fact_lead_time_goal, days attentionDays, true, MATRIZ",
        "subcontractCapacities, fact_subcontract_capacity, piecesPerDay leadTimeDays, true, MATRIZ",
        "items, dim_item, '', not is_deleted, MATRIZ LATICINIO EXEMPLO",
        "phases, dim_phase, '', not is_deleted, MATRIZ LATICINIO EXEMPLO",
        "equipment, dim_equipment, '', true, LATICINIO",
        "subcontractors, dim_subcontractor, '', not is_deleted, MATRIZ",
        "lots, dim_lot, '', not is_deleted, MATRIZ EXEMPLO",
        "collections, dim_collection, '', not is_deleted, MATRIZ",
        "invoiceTypes, dim_invoice_type, '', not is_deleted, MATRIZ",
        "downtimeReasons, dim_downtime_reason, '', not is_deleted, LATICINIO",
        "plans, dim_plan, '', true, MATRIZ"
    })
    void totalsOfEachCompanyAreThoseOfTheAggregate(
            String root, String view, String fields, String condition, String companiesWithRows) {
        List<String> measured = fields.isEmpty() ? List.of() : List.of(fields.split(" "));
        List<String> columns = measured.stream().map(BiTotalsTests::column).toList();
        String sum = measured.isEmpty() ? "" : " sum { " + String.join(" ", measured) + " }";
        await().atMost(SOON).untilAsserted(() -> {
            for (String company : COMPANIES) {
                JsonNode group = ask(company, "{ " + root + "Aggregate { count" + sum + " } }")
                        .path(root + "Aggregate")
                        .path(0);
                String told = Stream.concat(
                                Stream.of(number(group.path("count"))),
                                measured.stream()
                                        .map(field -> number(group.path("sum").path(field))))
                        .map(each -> each == null ? "-" : each.toPlainString())
                        .collect(Collectors.joining(" "));
                assertThat(toldByView(company, view, columns, condition))
                        .as(company)
                        .isEqualTo(told);
                if (companiesWithRows.contains(company)) {
                    assertThat(told).as(company).doesNotStartWith("0");
                }
            }
        });
    }

    private static String column(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "productionOrders, steps, fact_order_step, goodInErp goodPending scrapInErp reworkInErp, order_key in (select order_key from bi.fact_production_order)",
        "productionOrders, lines, fact_order_line, planned good secondQuality, order_key in (select order_key from bi.fact_production_order)",
        "productionOrders, subcontractShipments, fact_subcontract_shipment, pieces, order_key in (select order_key from bi.fact_production_order)",
        "productionOrders, subcontractNotes, fact_subcontract_note, pieces, order_key in (select order_key from bi.fact_production_order)",
        "salesOrders, lines, fact_sales_order_line, ordered invoiced cancelled, sales_order_key in (select sales_order_key from bi.fact_sales_order)",
        "plans, windows, fact_phase_window, '', true"
    })
    void rowsOfRowsAreThoseOfTheLists(String root, String list, String view, String fields, String condition) {
        List<String> measured = fields.isEmpty() ? List.of() : List.of(fields.split(" "));
        List<String> columns = measured.stream().map(BiTotalsTests::column).toList();
        String selection = list + " { " + (measured.isEmpty() ? "id" : String.join(" ", measured)) + " }";
        await().atMost(SOON).untilAsserted(() -> {
            long rows = 0;
            for (String company : COMPANIES) {
                List<JsonNode> inner = pages(company, root, selection).stream()
                        .flatMap(node -> node.path(list).valueStream())
                        .toList();
                rows += inner.size();
                BigDecimal[] sums =
                        measured.stream().map(field -> sum(inner, field)).toArray(BigDecimal[]::new);
                String told = inner.size() + (measured.isEmpty() ? "" : " " + line(sums));
                assertThat(toldByView(company, view, columns, condition))
                        .as(company)
                        .isEqualTo(told);
            }
            assertThat(rows).isPositive();
        });
    }

    private static @Nullable BigDecimal sum(List<JsonNode> rows, String field) {
        return rows.stream()
                .map(row -> number(row.path(field)))
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .map(BigDecimal::stripTrailingZeros)
                .orElse(null);
    }

    private List<JsonNode> pages(String company, String root, String selection) {
        List<JsonNode> nodes = new ArrayList<>();
        String after = "null";
        boolean more = true;
        while (more) {
            JsonNode page = ask(
                            company,
                            "{ %s(first: 100, after: %s) { nodes { %s } pageInfo { hasNextPage endCursor } } }"
                                    .formatted(root, after, selection))
                    .path(root);
            page.path("nodes").forEach(nodes::add);
            more = page.path("pageInfo").path("hasNextPage").asBoolean();
            after = "\"" + page.path("pageInfo").path("endCursor").asString() + "\"";
        }
        return nodes;
    }

    @Test
    void forecastsOfLotsAreThoseOfTheLists() {
        await().atMost(SOON).untilAsserted(() -> {
            long rows = 0;
            for (String company : COMPANIES) {
                List<JsonNode> forecasts = new ArrayList<>();
                for (JsonNode lot : pages(company, "lots", "id")) {
                    forecasts.addAll(ask(
                                    company,
                                    "{ lot(id: \"" + lot.path("id").asString()
                                            + "\") { forecasts(first: 500) { nodes { pieces } pageInfo { hasNextPage } } } }")
                            .at("/lot/forecasts/nodes")
                            .valueStream()
                            .toList());
                }
                rows += forecasts.size();
                assertThat(toldByView(company, "fact_lot_forecast", List.of("pieces"), "true"))
                        .isEqualTo(forecasts.size() + " " + line(sum(forecasts, "pieces")));
            }
            assertThat(rows).isPositive();
        });
    }

    @Test
    void keptTargetsAreThoseThatWereKept() {
        await().atMost(SOON).until(() -> !ask("MATRIZ", "{ plans { nodes { id } } }")
                .at("/plans/nodes")
                .isEmpty());
        for (JsonNode plan : ask("MATRIZ", "{ plans { nodes { id code } } }").at("/plans/nodes")) {
            String id = plan.path("id").asString();
            String day = ask(
                            "MATRIZ",
                            "mutation { keepPhaseTargets(plan: \"" + id
                                    + "\") { ... on KeptPhaseTargetsPayload { snapshot { asOf } } } }")
                    .at("/keepPhaseTargets/snapshot/asOf")
                    .asString();
            JsonNode kept = ask(
                            "MATRIZ",
                            "{ keptPhaseTargets(plan: \"" + id + "\", day: \"" + day
                                    + "\") { phases { code days load queue toSchedule toProduce dailyTarget categories { code toProduce } } } }")
                    .at("/keptPhaseTargets/phases");
            List<String> told = kept.valueStream()
                    .filter(phase -> !phase.path("categories").isEmpty())
                    .map(phase -> phase.path("code").asString() + " "
                            + line(Stream.of("days", "load", "queue", "toSchedule", "toProduce", "dailyTarget")
                                    .map(field -> number(phase.path(field)))
                                    .toArray(BigDecimal[]::new)))
                    .sorted()
                    .toList();
            assertThat(told).isNotEmpty();
            assertThat(targets(plan.path("code").asString())).isEqualTo(told);
        }
    }

    private List<String> targets(String plan) {
        String numbers = Stream.of("days", "load", "queue", "to_schedule", "to_produce", "daily_target")
                .map(column -> " || ' ' || coalesce(trim_scale(t." + column + ")::text, '-')")
                .collect(Collectors.joining());
        try {
            return login("MATRIZ").texts("select f.phase_code" + numbers + """
                     from bi.fact_phase_target t join bi.dim_phase f on f.phase_key = t.phase_key join bi.dim_plan p on p.plan_key = t.plan_key
                    where p.plan_code = '%s' and t.snapshot_key = (
                      select max(x.snapshot_key) from bi.fact_phase_target x where x.plan_key = t.plan_key and x.kind <> 'BRIDGE')
                    and exists (select from bi.fact_phase_target_category c where c.snapshot_key = t.snapshot_key and c.phase_key = t.phase_key
                      having sum(c.to_produce) = t.to_produce)""".formatted(plan)).stream()
                    .sorted()
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LATICINIO, PHASE, fact_phase_lead_time, left_on, dim_phase d on d.phase_key = t.phase_key, phase_code",
        "MATRIZ, SUBCONTRACTOR, fact_subcontract_lead_time, returned_on, dim_subcontractor d on d.subcontractor_key = t.subcontractor_key, subcontractor_code"
    })
    void leadTimesAreThoseThatTheHubMeasures(
            String company, String by, String view, String day, String dimension, String code) {
        await().atMost(SOON).untilAsserted(() -> {
            String from = login(company).text("select max(" + day + ") - 300 from bi." + view);
            assertThat(from).isNotEqualTo("null");
            String to = login(company).text("select max(" + day + ") from bi." + view);
            List<String> measured = ask(
                            company,
                            "{ leadTimes(company: \"%s\", by: %s, from: \"%s\", to: \"%s\") { rows { code measured pieces mean weighted } } }"
                                    .formatted(company, by, from, to))
                    .at("/leadTimes/rows")
                    .valueStream()
                    .map(row -> row.path("code").asString() + " "
                            + line(Stream.of("measured", "pieces", "mean", "weighted")
                                    .map(field -> number(row.path(field)))
                                    .toArray(BigDecimal[]::new)))
                    .sorted()
                    .toList();
            List<String> told = login(company).texts("""
                    select d.%1$s || ' ' || count(*) || ' ' || trim_scale(sum(t.pieces)) || ' ' || trim_scale(round(avg(t.days), 4)) || ' '
                      || coalesce(trim_scale(round(sum(t.days * t.pieces) / nullif(sum(t.pieces), 0), 4))::text, '-')
                    from bi.%2$s t join bi.%3$s where t.%4$s between '%5$s' and '%6$s' group by d.%1$s""".formatted(code, view, dimension, day, from, to)).stream()
                    .sorted()
                    .toList();
            assertThat(measured).isNotEmpty();
            assertThat(told).isEqualTo(measured);
        });
    }

    @Test
    void readingsOfMachinesAddUpToTheirCounts() {
        await().atMost(SOON).until(() -> count("select count(*) from hub.equipment where last_at is not null") > 0);
        IntStream.rangeClosed(1, 5).forEach(PLANT::piece);
        await().atMost(SOON).untilAsserted(() -> {
            String counted = toldByView("LATICINIO", "fact_machine_count", List.of("good", "bad"), "true")
                    .replaceAll("^\\d+ ", "");
            assertThat(counted).isNotEqualTo("0 0");
            assertThat(toldByView("LATICINIO", "fact_machine_reading", List.of("good", "bad"), "true")
                            .replaceAll("^\\d+ ", ""))
                    .isEqualTo(counted);
        });
    }

    @Test
    void noViewShowsARowOfAnotherCompany() throws SQLException {
        await().atMost(SOON).until(() -> COMPANIES.stream().allMatch(company -> {
            try {
                return !login(company)
                        .text("select count(*) from bi.fact_posting")
                        .equals("0");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
        List<String> views = jdbc.sql("select viewname::text from pg_views where schemaname = 'bi' order by 1")
                .query(String.class)
                .list();
        List<String> told = new ArrayList<>();
        try (BiLogin none = BiLogin.of(database)) {
            for (String view : views) {
                assertThat(none.text("select count(*) from bi." + view))
                        .as(view)
                        .isEqualTo("0");
                for (String company : COMPANIES) {
                    if (!view.equals("dim_date")) {
                        List<String> seen = login(company).texts("select distinct company from bi." + view);
                        assertThat(seen).as(view).isSubsetOf(company);
                        seen.forEach(each -> told.add(view + " " + each));
                    }
                }
            }
        }
        assertThat(told)
                .contains(
                        "fact_production_order MATRIZ",
                        "fact_production_order LATICINIO",
                        "fact_production_order EXEMPLO",
                        "fact_order_step MATRIZ",
                        "fact_posting LATICINIO",
                        "fact_inspection LATICINIO",
                        "fact_sales_order_line MATRIZ",
                        "dim_calendar_day MATRIZ",
                        "dim_item EXEMPLO",
                        "fact_stock_balance MATRIZ",
                        "fact_phase_lead_time LATICINIO");
    }
}
