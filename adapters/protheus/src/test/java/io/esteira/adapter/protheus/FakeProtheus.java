package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Protheus of rows in memory behind a real socket: token and {@code genericQuery} work, everything else is stubbed by the test.
 * Stubs of priority 1 to 4 come before what works.
 */
final class FakeProtheus implements AutoCloseable {

    static final String TOKEN = "/rest/api/oauth2/v1/token";
    static final String QUERY = "/rest/api/framework/v1/genericQuery";
    static final String MATA681 = "/rest/ProductionAppointment/v1/mata681";
    /** Where nothing listens. */
    static final String AWAY = "http://127.0.0.1:9/rest";

    static final String COMPANY = "LATICINIO";
    static final String BRANCH = "D MG 01";

    private final Map<String, List<Map<String, Object>>> tables = new ConcurrentHashMap<>();
    final WireMockServer server;
    private final java.util.Set<String> withheld = ConcurrentHashMap.newKeySet();
    private final java.util.Set<String> lacking = ConcurrentHashMap.newKeySet();
    private long recno;

    /** By how many rows each page of a list but the first starts off its place. */
    int drift;

    /** Whether lists look at the page and the order that they are asked for. */
    boolean listens = true;

    FakeProtheus() {
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .extensions(new Tables(), new FakeOrderLists(this)));
        server.start();
        server.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().withStatus(404).withBody("{\"code\":404,\"message\":\"not published\"}")));
        server.stubFor(post(urlPathEqualTo(TOKEN)).atPriority(5).willReturn(okJson(token("first"))));
        server.stubFor(
                get(urlPathEqualTo(QUERY)).atPriority(5).willReturn(aResponse().withTransformers("tables")));
    }

    static String token(String name) {
        return "{\"access_token\":\"" + name + "\",\"refresh_token\":\"refresh-" + name
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }

    /** Adds a row; columns that a table always has get their usual value. Returns its record number. */
    long add(String table, Object... columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(
                table.substring(table.startsWith("S") ? 1 : 0, table.startsWith("S") ? 3 : table.length()) + "_FILIAL",
                BRANCH + " ");
        row.put("D_E_L_E_T_", " ");
        row.put("R_E_C_N_O_", ++recno);
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1]);
        }
        rows(table).add(row);
        return recno;
    }

    List<Map<String, Object>> rows(String table) {
        return tables.computeIfAbsent(table, alias -> new ArrayList<>());
    }

    void change(String table, long number, String column, Object value) {
        rows(table).stream()
                .filter(row -> Long.valueOf(number).equals(row.get("R_E_C_N_O_")))
                .forEach(row -> row.put(column, value));
    }

    /** From now on the service leaves the field out of its answers, as it does with what the user may not see. */
    void withhold(String field) {
        withheld.add(field);
    }

    /** From now on the database has no such column: a condition on it fails, rows come without it. */
    void lacks(String field) {
        lacking.add(field);
        withhold(field);
    }

    long order(String number, String item, Object quantity, String ended) {
        return add(
                "SC2",
                "C2_NUM",
                number.substring(0, 6),
                "C2_ITEM",
                number.substring(6, 8),
                "C2_SEQUEN",
                number.substring(8),
                "C2_ITEMGRD",
                "   ",
                "C2_PRODUTO",
                item,
                "C2_QUANT",
                quantity,
                "C2_UM",
                "KG",
                "C2_TPOP",
                "F",
                "C2_STATUS",
                "N",
                "C2_TPPR",
                "I",
                "C2_PRIOR",
                "500",
                "C2_ROTEIRO",
                "01",
                "C2_EMISSAO",
                "20260220",
                "C2_DATPRI",
                "20260301",
                "C2_DATPRF",
                "20260310",
                "C2_DATRF",
                ended,
                "C2_BLQAPON",
                " ");
    }

    long posting(String order, String operation, Object good, String reported, String comment) {
        return add(
                "SH6",
                "H6_OP",
                order,
                "H6_PRODUTO",
                "QJ0001",
                "H6_OPERAC",
                operation,
                "H6_RECURSO",
                "TQ01",
                "H6_OPERADO",
                " ",
                "H6_DATAINI",
                reported,
                "H6_HORAINI",
                "08:00",
                "H6_DATAFIN",
                reported,
                "H6_HORAFIN",
                "09:30",
                "H6_QTDPROD",
                good,
                "H6_QTDPERD",
                0,
                "H6_PT",
                "P",
                "H6_DTAPONT",
                reported,
                "H6_TIPO",
                "P",
                "H6_IDENT",
                "000001",
                "H6_OBSERVA",
                comment);
    }

    ProtheusProperties properties(String... more) {
        return properties(URI.create(server.isRunning() ? server.baseUrl() + "/rest" : AWAY), more);
    }

    static ProtheusProperties properties(URI baseUrl, String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "enabled", "true",
                "base-url", baseUrl.toString(),
                "user", "hub",
                "password", "s3cr3t-word",
                "companies[0].code", COMPANY,
                "companies[0].tenant", "T1," + BRANCH,
                "companies[0].branch", BRANCH,
                "connect-timeout", "10s",
                "read-timeout", "10s",
                "write-timeout", "10s"));
        values.put("retry-pause", "5ms");
        values.put("page-size", "2");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> named.put("esteira.adapters.protheus." + key, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.protheus", ProtheusProperties.class)
                .get();
    }

    ProtheusConnection connection(Clock clock, String... more) {
        return ProtheusConnection.of(properties(more), RestClient::builder, clock);
    }

    /** From now on the module PCP lists the orders of SC2. */
    void listOrders() {
        for (OrderList list : OrderList.values()) {
            server.stubFor(get(urlPathEqualTo("/rest" + list.path()))
                    .atPriority(5)
                    .willReturn(aResponse().withTransformers("orders")));
        }
    }

    /** By the writer of all companies that name none. */
    static ProtheusPostingService service(ProtheusConnection protheus) {
        return ProtheusPostingService.of(protheus, protheus.properties().writer());
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Answers genericQuery from the tables, with lower-case keys, as Protheus does. */
    private final class Tables implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return "tables";
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            try {
                return ResponseDefinitionBuilder.okForJson(Map.of())
                        .but()
                        .withBody(answer(event.getRequest()))
                        .build();
            } catch (IllegalArgumentException e) {
                return new ResponseDefinitionBuilder()
                        .withStatus(500)
                        .withBody("{\"code\":500,\"message\":\"" + e.getMessage() + "\"}")
                        .build();
            }
        }

        private String answer(Request request) {
            String where = parameter(request, "where");
            lacking.stream().filter(where::contains).findFirst().ifPresent(field -> {
                throw new IllegalArgumentException("Invalid column name " + field);
            });
            boolean live = !"false".equals(parameter(request, "DeletedFilter"));
            int size = Integer.parseInt(parameter(request, "pageSize"));
            List<Map<String, Object>> found = rows(parameter(request, "tables")).stream()
                    .filter(row -> !live || !"*".equals(row.get("D_E_L_E_T_")))
                    .filter(row -> Condition.holds(where, row))
                    .sorted(java.util.Comparator.comparing(row -> (Long) row.get("R_E_C_N_O_")))
                    .toList();
            List<Map<String, Object>> items = found.stream()
                    .limit(size)
                    .map(row ->
                            projected(row, List.of(parameter(request, "fields").split(","))))
                    .toList();
            return JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "items",
                            items,
                            "hasNext",
                            found.size() > size,
                            "remainingRecords",
                            found.size() - items.size()));
        }

        private Map<String, Object> projected(Map<String, Object> row, List<String> fields) {
            Map<String, Object> item = new LinkedHashMap<>();
            fields.stream()
                    .filter(field -> row.containsKey(field) && !withheld.contains(field))
                    .forEach(field -> item.put(field.toLowerCase(Locale.ROOT), row.getOrDefault(field, "")));
            return item;
        }

        private static String parameter(Request request, String name) {
            return request.queryParameter(name).firstValue();
        }
    }

    /** What people are shown of what would be written. */
    String told(DeliveryOrder posting) {
        return service(connection(Clock.systemUTC()))
                .writer()
                .flatMap(writer -> writer.told(posting.withoutPersons()))
                .orElseThrow();
    }

    DeliveryOutcome write(DeliveryOrder posting, String... properties) {
        return service(connection(Clock.systemUTC(), properties))
                .writer()
                .orElseThrow()
                .write(posting, Deadline.in(Duration.ofMinutes(1)));
    }
}
