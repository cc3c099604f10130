package io.esteira.adapter.protheus;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Services by which MRP tells what it was told of products and routings; empty where its integration is off. */
enum MirrorList implements ServiceList {
    /** Codes and types. A product that MRP has no use for any more is still a product. */
    PRODUCTS("mrpproduct", ProtheusReader.ITEMS, "product") {
        @Override
        public String searchField() {
            return PRODUCT;
        }
    },

    /** Operations and work centres, by product and routing. What an operation is called, its machine and its times are not told. */
    ROUTINGS("mrprouting", ProtheusReader.ROUTING, "product,routing") {
        @Override
        public String searchField() {
            return PRODUCT;
        }

        @Override
        public String searched(String key) {
            return key.split("\\|", -1)[0];
        }

        /** A routing is told whole: an operation that it does not name any more is gone. */
        @Override
        public boolean isLasting() {
            return true;
        }

        /** One row per operation, as in SG2 and with its keys. */
        @Override
        public List<TreeMap<String, JsonNode>> rows(TreeMap<String, JsonNode> listed) {
            return listed.containsKey(REFUSED) ? List.of(listed) : operations(listed);
        }

        @Override
        public String keyOf(Map<String, JsonNode> row) {
            String product = ServiceList.text(row, PRODUCT);
            return product.isEmpty()
                    ? ""
                    : product + "|" + ServiceList.text(row, "routing") + "|" + ServiceList.text(row, OPERATION);
        }
    },

    /** The work centres that routings name, by their codes alone. */
    WORK_CENTRES("mrprouting", ProtheusReader.PHASES, "product,routing") {
        @Override
        public @Nullable String searchField() {
            return null;
        }

        /** What was refused the routings tell. */
        @Override
        public List<TreeMap<String, JsonNode>> rows(TreeMap<String, JsonNode> listed) {
            return operations(listed).stream()
                    .filter(row -> !ServiceList.text(row, WORK_CENTRE).isEmpty())
                    .map(row -> {
                        TreeMap<String, JsonNode> centre = new TreeMap<>();
                        centre.put(WORK_CENTRE, ProtheusJson.string(ServiceList.text(row, WORK_CENTRE)));
                        return centre;
                    })
                    .toList();
        }

        @Override
        public String keyOf(Map<String, JsonNode> row) {
            return ServiceList.text(row, WORK_CENTRE);
        }
    };

    static final String PRODUCT = "product";
    static final String OPERATION = "operation";
    static final String WORK_CENTRE = "workcenter";
    private static final String OPERATIONS = "listofmrprouting";

    private final String path;
    private final String entity;
    private final String order;

    MirrorList(String service, String entity, String order) {
        this.path = "/api/pcp/v1/" + service;
        this.entity = entity;
        this.order = order;
    }

    private static List<TreeMap<String, JsonNode>> operations(TreeMap<String, JsonNode> routing) {
        JsonNode operations = routing.get(OPERATIONS);
        if (operations == null || !operations.isArray()) {
            return List.of();
        }
        return operations
                .valueStream()
                .map(operation -> {
                    TreeMap<String, JsonNode> row = new TreeMap<>(routing);
                    row.remove(OPERATIONS);
                    row.putAll(ProtheusJson.row(operation));
                    return row;
                })
                .toList();
    }

    /** Why a row is none; empty where the service gave it. */
    static Optional<MappingResult> refused(ProtheusRow row) {
        return row.has(REFUSED)
                ? Optional.of(MappingResult.rejected(
                        IssueCode.CONFLICT, PRODUCT, "Protheus refuses to list it: " + row.text(REFUSED)))
                : Optional.empty();
    }

    @Override
    public String entity() {
        return entity;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public boolean mayBeEmpty() {
        return false;
    }

    @Override
    public String order() {
        return order;
    }

    @Override
    public String keyField() {
        return PRODUCT;
    }
}
