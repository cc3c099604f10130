package io.esteira.adapter.protheus;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the rows of SC2, in the words of whichever service is asked. */
final class FakeOrderLists implements ResponseDefinitionTransformerV2 {

    private final FakeProtheus protheus;

    FakeOrderLists(FakeProtheus protheus) {
        this.protheus = protheus;
    }

    @Override
    public String getName() {
        return "orders";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        boolean mirror = request.getUrl().contains("/mrp");
        int page = protheus.listens ? number(request, "Page") : 1;
        int size = number(request, "PageSize");
        int from = Math.max(0, (page - 1) * size + (page > 1 ? protheus.drift : 0));
        List<Map<String, Object>> found = protheus.rows("SC2").stream()
                .map(row -> mirror ? mirrored(row) : header(row))
                .filter(row -> isAskedFor(request, row))
                .sorted(Comparator.comparing(row -> String.valueOf(row.get("productionOrder"))))
                .toList();
        List<Map<String, Object>> items = found.stream().skip(from).limit(size).toList();
        return items.isEmpty()
                ? new ResponseDefinitionBuilder()
                        .withStatus(mirror ? 404 : 400)
                        .withBody("{\"code\":400,\"message\":\"Nenhum registro encontrado\"}")
                        .build()
                : ResponseDefinitionBuilder.okForJson(
                                Map.of("items", items, "hasNext", found.size() > from + items.size()))
                        .build();
    }

    private boolean isAskedFor(Request request, Map<String, Object> row) {
        return !protheus.listens
                || !request.queryParameter("productionOrder").isPresent()
                || request.queryParameter("productionOrder").firstValue().equals(row.get("productionOrder"));
    }

    private static int number(Request request, String name) {
        return Integer.parseInt(request.queryParameter(name).firstValue());
    }

    private static String op(Map<String, Object> row) {
        return "" + row.get("C2_NUM") + row.get("C2_ITEM") + row.get("C2_SEQUEN");
    }

    private static String iso(@Nullable Object date) {
        return String.valueOf(date).replaceAll("(....)(..)(..)", "$1-$2-$3");
    }

    private static Map<String, Object> header(Map<String, Object> row) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("branchId", String.valueOf(row.get("C2_FILIAL")).strip());
        item.put("productionOrder", op(row));
        item.put("itemCode", row.get("C2_PRODUTO"));
        item.put("quantity", row.get("C2_QUANT"));
        item.put("reportQuantity", row.getOrDefault("C2_QUJE", 0));
        item.put("unitOfMeasureCode", row.get("C2_UM"));
        item.put("startOrderDate", iso(row.get("C2_DATPRI")));
        item.put("endOrderDate", iso(row.get("C2_DATPRF")));
        item.put("scriptCode", row.get("C2_ROTEIRO"));
        return item;
    }

    private static Map<String, Object> mirrored(Map<String, Object> row) {
        boolean ended = !String.valueOf(row.get("C2_DATRF")).isBlank();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("branchId", String.valueOf(row.get("C2_FILIAL")).strip());
        item.put("productionOrder", op(row));
        item.put("product", row.get("C2_PRODUTO"));
        item.put("quantity", row.get("C2_QUANT"));
        item.put("startDate", iso(row.get("C2_DATPRI")));
        item.put("deliveryDate", iso(row.get("C2_DATPRF")));
        item.put("type", ended ? 5 : 4);
        item.put("situation", "U".equals(row.get("C2_STATUS")) ? "3" : "1");
        return item;
    }
}
