package io.esteira.adapter.protheus;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * SC2, a list of the module PCP or a message that Protheus pushes, to production orders. Protheus stores no status: its legend is worked out from the type (planned), the end date (closed), the situation
 * (suspended) and the movements, which the hub knows better.
 */
final class ProtheusOrderMapper extends ProtheusMapper {

    private static final String BLOCKED = "1";

    private final String defaultRouting;
    private final PushedOrder pushed;

    /**
     * @param defaultRouting routing of orders that name none
     * @param pushed what messages mean
     */
    ProtheusOrderMapper(String defaultRouting, PushedOrder pushed) {
        super(ProtheusReader.ORDERS);
        this.defaultRouting = defaultRouting;
        this.pushed = pushed;
    }

    static ProtheusOrderMapper of(ProtheusProperties properties) {
        String routing = properties.defaultRouting();
        return new ProtheusOrderMapper(
                routing,
                properties.routing().enabled()
                        ? PushedOrder.followingItsRouting(routing)
                        : PushedOrder.withItsActivities(routing, properties.phaseSource()));
    }

    @Override
    public MappingResult map(SourceRecord record) {
        return PushedOrder.isMessage(record) ? pushed.map(record) : super.map(record);
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        return row.has(OrderList.NUMBER) ? OrderList.map(row, defaultRouting) : ofTable(row);
    }

    private MappingResult ofTable(ProtheusRow row) {
        String number = OrderNumber.of(
                row.required("c2_num"), row.required("c2_item"), row.required("c2_sequen"), row.text("c2_itemgrd"));
        Ref item = row.requiredRef("c2_produto");
        BigDecimal quantity = row.quantity("c2_quant");
        LocalDate opened = row.date("c2_emissao");
        LocalDate start = row.date("c2_datpri");
        LocalDate end = row.date("c2_datprf");
        LocalDate ended = row.date("c2_datrf");
        Status status = status(row, ended);
        String routing = row.text("c2_roteiro");
        return row.mapped(() -> new OrderChange(
                new Ref(number),
                number,
                item,
                status,
                row.text("c2_tpop") + "/" + row.text("c2_status"),
                quantity,
                row.textOrNull("c2_um"),
                null,
                null,
                row.textOrNull("c2_tppr"),
                row.textOrNull("c2_prior"),
                routing.isEmpty() ? defaultRouting : routing,
                null,
                opened,
                start,
                end,
                ended,
                row.text("c2_blqapon").equals(BLOCKED)));
    }

    /** Blank codes are those of orders older than the field: firm, normal. */
    private static Status status(ProtheusRow row, @Nullable LocalDate ended) {
        boolean suspended =
                switch (row.text("c2_status")) {
                    case "U" -> true;
                    case "N", "S", "" -> false;
                    default -> unknown(row, "c2_status", "N, S or U");
                };
        boolean planned =
                switch (row.text("c2_tpop")) {
                    case "P" -> true;
                    case "F", "" -> false;
                    default -> unknown(row, "c2_tpop", "F or P");
                };
        if (planned) {
            return Status.PLANNED;
        }
        if (ended != null) {
            return Status.CLOSED;
        }
        return suspended ? Status.SUSPENDED : Status.RELEASED;
    }

    private static boolean unknown(ProtheusRow row, String field, String known) {
        row.reject(IssueCode.UNKNOWN_CODE, field, field + " is " + row.text(field) + ", not " + known);
        return false;
    }
}
