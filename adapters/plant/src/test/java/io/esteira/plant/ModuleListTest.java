package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists beside genericQuery: MRP's orders and the inspections that wait. */
class ModuleListTest extends WritingOnPlant {

    private static final String MIRROR = "/api/pcp/v1/mrpproductionorders";
    private static final String PENDING =
            "/processinspections/api/qip/v1/pendinglist/esteira/%20/productionOrderID/ASC/1/1/true/true/true";

    @Test
    void mrpListsOrdersWithTypeAndSituation() throws IOException {
        JsonNode closed =
                client.get(MIRROR + "?pageSize=1&type=5").json().get("items").get(0);
        JsonNode open =
                client.get(MIRROR + "?pageSize=1&type=4").json().get("items").get(0);

        assertThat(closed.get("type").asString()).isEqualTo("5");
        assertThat(open.get("branchId").asString()).isEqualTo("D MG 01");
        assertThat(open.get("situation").asString()).matches("[123]");
        assertThat(open.get("productionAmount").decimalValue()).isPositive();
        assertThat(open.get("deliveryDate").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(client.get(MIRROR + "?productionOrder=NADA").status()).isEqualTo(404);
    }

    @Test
    void itsPagesFollowEachOther() throws IOException {
        JsonNode first =
                client.get(MIRROR + "?page=1&pageSize=2&order=productionOrder").json();
        JsonNode second =
                client.get(MIRROR + "?page=2&pageSize=1&order=productionOrder").json();

        assertThat(second.get("items").get(0)).isEqualTo(first.get("items").get(1));
    }

    @Test
    void f34TakesTheFirstRowOutOfABatch() throws IOException {
        JsonNode whole = client.get(MIRROR + "?pageSize=3").json();
        plant.faults().arm(Fault.once(FaultKind.F34).on("mrpproductionorders"));

        ProtheusClient.Answer partly = client.get(MIRROR + "?pageSize=3");

        assertThat(partly.status()).isEqualTo(207);
        assertThat(partly.json().get("items").size()).isEqualTo(2);
        assertThat(partly.json().get("_messages").get(0).get("detailedMessage"))
                .isEqualTo(whole.get("items").get(0));
    }

    @Test
    void f37IsAModuleThatIsOff() throws IOException {
        assertThat(client.get(PENDING).json().get("code").asInt()).isEqualTo(200);
        plant.faults().arm(Fault.once(FaultKind.F37).on("pendinglist"));

        ProtheusClient.Answer off = client.get(PENDING);

        assertThat(off.status()).isEqualTo(405);
        assertThat(off.json().get("errorCode").asInt()).isEqualTo(405);
        assertThat(off.json().get("code").asInt()).isEqualTo(405);
    }
}
