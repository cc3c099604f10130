package io.esteira.adapter.protheus;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.protheus.ProtheusProperties.OrderSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services of the module PCP that list production orders, and what their rows tell. */
enum OrderList implements ServiceList {
    /** Headers: quantities, days, unit and routing, and no word of planned, suspended, blocked or ended. */
    MODULE("/api/pcp/v1/productionorders", true),
    /** What MRP was told of, as long as its integration is on: status, quantity and days. */
    MRP("/api/pcp/v1/mrpproductionorders", false);

    static final String NUMBER = "productionOrder";

    private static final String MODULES_ITEM = "itemCode";
    private static final String SUSPENDED = "3";

    private final String path;
    private final boolean lasting;

    OrderList(String path, boolean lasting) {
        this.path = path;
        this.lasting = lasting;
    }

    /** The list that a site reads; empty where it reads the table itself. */
    static Optional<OrderList> of(OrderSource source) {
        return switch (source) {
            case GENERIC_QUERY -> Optional.empty();
            case MODULE -> Optional.of(MODULE);
            case MRP -> Optional.of(MRP);
        };
    }

    @Override
    public String entity() {
        return ProtheusReader.ORDERS;
    }

    @Override
    public String path() {
        return path;
    }

    /** MRP forgets orders that it has no use for. */
    @Override
    public boolean isLasting() {
        return lasting;
    }

    @Override
    public boolean mayBeEmpty() {
        return true;
    }

    @Override
    public String order() {
        return NUMBER;
    }

    @Override
    public String keyField() {
        return NUMBER;
    }

    @Override
    public String searchField() {
        return NUMBER;
    }

    /** @param defaultRouting routing of orders that name none */
    static MappingResult map(ProtheusRow row, String defaultRouting) {
        if (row.has(REFUSED)) {
            return MappingResult.rejected(
                    IssueCode.CONFLICT, NUMBER, "Protheus refuses to list the order: " + row.text(REFUSED));
        }
        return row.has(MODULES_ITEM) ? header(row, defaultRouting) : mirrored(row, defaultRouting);
    }

    /** The order's end is not told; when all of it is reported Protheus ends it. */
    private static MappingResult header(ProtheusRow row, String defaultRouting) {
        String number = row.required(NUMBER);
        Ref item = row.requiredRef(MODULES_ITEM);
        BigDecimal quantity = row.quantity("quantity");
        BigDecimal reported = row.quantityOrZero("reportQuantity");
        LocalDate start = row.date("startOrderDate");
        LocalDate end = row.date("endOrderDate");
        String routing = row.text("scriptCode");
        return row.mapped(() -> new OrderExcerptChange(
                new Ref(number),
                number,
                item,
                null,
                null,
                reported.signum() > 0 && reported.compareTo(quantity) >= 0,
                quantity,
                row.textOrNull("unitOfMeasureCode"),
                row.has("scriptCode") && routing.isEmpty() ? defaultRouting : row.textOrNull("scriptCode"),
                null,
                start,
                end));
    }

    /** Without a routing an order has no steps, and what is posted on them no place: the one that orders usually follow is assumed. */
    private static MappingResult mirrored(ProtheusRow row, String defaultRouting) {
        String number = row.required(NUMBER);
        Ref item = row.requiredRef("product");
        BigDecimal quantity = row.quantity("quantity");
        Status status = status(row);
        LocalDate start = row.date("startDate");
        LocalDate end = row.date("deliveryDate");
        return row.mapped(() -> new OrderExcerptChange(
                new Ref(number),
                number,
                item,
                status,
                status == null ? null : row.text("type") + "/" + row.text("situation"),
                false,
                quantity,
                null,
                null,
                defaultRouting,
                start,
                end));
    }

    private static @Nullable Status status(ProtheusRow row) {
        Status open = row.text("situation").equals(SUSPENDED) ? Status.SUSPENDED : Status.RELEASED;
        return switch (row.text("type")) {
            case "" -> null;
            case "1" -> Status.PLANNED;
            case "2", "3", "4" -> open;
            case "5", "9" -> Status.CLOSED;
            default -> {
                row.reject(IssueCode.UNKNOWN_CODE, "type", "type is " + row.text("type") + ", not 1, 2, 3, 4, 5 or 9");
                yield null;
            }
        };
    }
}
