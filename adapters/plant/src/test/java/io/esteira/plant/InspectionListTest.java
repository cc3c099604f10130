package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Inspections of QIP as its services tell them, and what people make of them; and what MRP mirrors beside orders. */
class InspectionListTest extends WritingOnPlant {

    private static final String ROOT = "/processinspections/api/qip/v1/";

    private JsonNode pending(String flags) throws IOException {
        return client.get(ROOT + "pendinglist/esteira/%20/productionOrderID/ASC/1/100/" + flags)
                .json()
                .get("items");
    }

    private JsonNode first() throws IOException {
        return pending("false/false/false").get(0);
    }

    @Test
    void theFirstFlagThatIsSetLeavesOutAllButItsKind() throws IOException {
        int all = pending("false/false/false").size();
        int notStarted = pending("true/true/true").size();
        int measured = pending("false/true/false").size();

        assertThat(all).isPositive().isEqualTo(notStarted + measured);
        assertThat(pending("true/true/true"))
                .allSatisfy(row -> assertThat(row.get("status").asString()).isEqualTo("N"));
    }

    @Test
    void itsPagesFollowEachOther() throws IOException {
        JsonNode one = client.get(ROOT + "pendinglist/esteira/%20/productionOrderID/ASC/1/1/false/false/false")
                .json();
        JsonNode two = client.get(ROOT + "pendinglist/esteira/%20/productionOrderID/ASC/2/1/false/false/false")
                .json();

        assertThat(one.get("code").asInt()).isEqualTo(200);
        assertThat(one.get("hasNext").asBoolean()).isTrue();
        assertThat(one.get("items").get(0)).isEqualTo(first());
        assertThat(two.get("items").get(0)).isNotEqualTo(first());
    }

    @Test
    void aVerdictTakesItOffTheListAndIsToldByItsKeyAndInTheLedger() throws IOException {
        JsonNode row = first();
        String order = row.get("productionOrderID").asString();
        String operation = row.get("operationID").asString();

        plant.judgeInProtheus(order, operation, "E");

        assertThat(pending("false/false/false"))
                .isNotEmpty()
                .noneMatch(other -> other.get("productionOrderID").asString().equals(order)
                        && other.get("operationID").asString().equals(operation));
        JsonNode decided = client.get(
                        ROOT + "inspection/esteira/%20/" + row.get("recno").asString() + "/" + operation)
                .json()
                .get("items")
                .get(0);
        assertThat(decided.get("operationReport").asString()).isEqualTo("R");
        assertThat(plant.ledger().after(0, "protheus.verdict").getLast().key()).isEqualTo(order + "/" + operation);
        assertThatIllegalArgumentException().isThrownBy(() -> plant.judgeInProtheus(order, operation, "A"));
        assertThatIllegalArgumentException().isThrownBy(() -> plant.judgeInProtheus(order, null, "X"));
    }

    @Test
    void theMirrorOfMrpHasProductsAndRoutings() throws IOException {
        JsonNode product = client.get("/api/pcp/v1/mrpproduct?pageSize=1&product=PA0170000")
                .json()
                .get("items")
                .get(0);
        JsonNode routing = client.get("/api/pcp/v1/mrprouting?pageSize=1&product=PA0170000")
                .json()
                .get("items")
                .get(0);

        assertThat(product.get("branchId").asString()).isEqualTo("D MG 01");
        assertThat(product.get("type").asString()).isEqualTo("PA");
        assertThat(routing.get("routing").asString()).isEqualTo("01");
        assertThat(routing.get("ListOfMRPRouting").get(0).get("workcenter").asString())
                .isEqualTo("PAST");
        assertThat(client.get("/api/pcp/v1/mrpproduct?product=NADA").status()).isEqualTo(404);
    }

    @Test
    void thePlantsOwnPeopleOpenMeasureAndDecide() {
        long before = plant.ledger().count("protheus.verdict");

        for (int i = 0; i < 400; i++) {
            plant.tick();
        }

        assertThat(plant.ledger().count("protheus.inspection.opened")).isPositive();
        assertThat(plant.ledger().count("protheus.verdict")).isGreaterThan(before);
        assertThat(plant.ledger().count("protheus.inspection.decided")).isPositive();
    }
}
