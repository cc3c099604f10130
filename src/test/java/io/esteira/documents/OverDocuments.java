package io.esteira.documents;

import static io.esteira.documents.DocumentClient.address;

import io.esteira.support.HubTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three orders whose names are DOC-1 to DOC-3, and a client of the documents. */
abstract class OverDocuments extends HubTest {

    static final String OURS = "{\"number\": {\"startsWith\": \"DOC-\"}}";
    static final String BY_STATUS = address("orders-by-status", "where", OURS, "today", "2026-05-20");
    static final String STEPS = address("order-by-number", "company", "EXEMPLO", "number", "DOC-1");
    static final String OPEN = address("open-orders", "company", "EXEMPLO");

    /** More than these documents have. */
    static final int COLUMNS = 20;

    @LocalServerPort
    int port;

    @Autowired
    Documents documents;

    DocumentClient client;

    @BeforeEach
    void threeOrders() {
        client = DocumentClient.of(port, "planner", "EXEMPLO");
        clean();
        jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), id, 'test', 'DOC', '=HYPERLINK("x"; 1)', 'PRODUCT', true, now()
                          from hub.company where code = 'EXEMPLO'""").update();
        orders(1, 3);
        jdbc.sql("""
                        insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, observed_at)
                        select gen_random_uuid(), company_id, 'test', id, s, 'OP' || s, 'Step ' || s, now()
                          from hub.production_order, generate_series(1, 2) s where number = 'DOC-1'""").update();
    }

    void orders(int from, int to) {
        jdbc.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                        select gen_random_uuid(), company_id, 'test', 'DOC-' || n, 'DOC-' || n, id, 'RELEASED', 'RELEASED', '1', 12.5,
                          '1999-12-31', false, now()
                          from hub.item, generate_series(:from, :to) n where code = 'DOC' and source = 'test'""").param("from", from).param("to", to).update();
    }

    @AfterEach
    void clean() {
        jdbc.sql(
                        "delete from hub.order_step where order_id in (select id from hub.production_order where number like 'DOC-%')")
                .update();
        jdbc.sql("delete from hub.production_order where number like 'DOC-%'").update();
        jdbc.sql("delete from hub.item where code = 'DOC'").update();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
