package io.esteira.adapter.protheus;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.OrderStepChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message ProductionOrder to a production order. It tells less than SC2: of an order's life only whether it has ended, nothing
 * of planned, suspended or blocked.
 */
final class PushedOrder {

    /** Where the message names the order, as {@code H6_OP} writes it without its grade item. */
    static final String NUMBER = "Number";

    private static final String STATUS = "StatusOrderType";
    private static final String OTHER_STATUS = "StatusType";
    private static final String ROUTING = "ScriptCode";
    private static final String OPERATION = "ActivityCode";

    private final String defaultRouting;
    private final @Nullable String phase;

    private PushedOrder(String defaultRouting, @Nullable String phase) {
        this.defaultRouting = defaultRouting;
        this.phase = phase;
    }

    /** For sites whose routings are read: an order's steps are those of its routing, pushed or not. */
    static PushedOrder followingItsRouting(String defaultRouting) {
        return new PushedOrder(defaultRouting, null);
    }

    /** For sites whose routings are not read: an order's steps are the activities of its message. */
    static PushedOrder withItsActivities(String defaultRouting, PhaseSource source) {
        return new PushedOrder(defaultRouting, source == PhaseSource.WORK_CENTRE ? "WorkCenterCode" : "MachineCode");
    }

    /** Whether the payload is a message, and no row. */
    static boolean isMessage(SourceRecord record) {
        byte[] payload = record.payload();
        int start = 0;
        while (start < payload.length && Character.isWhitespace(payload[start])) {
            start++;
        }
        return start < payload.length && payload[start] == '<';
    }

    MappingResult map(SourceRecord record) {
        try {
            return map(TotvsMessage.parse(ProtheusJson.decode(record.payload())));
        } catch (BrokenMessage e) {
            return MappingResult.rejected(IssueCode.UNREADABLE, "payload", e.why());
        }
    }

    MappingResult map(TotvsMessage message) {
        ProtheusRow row = row(message.content());
        String number = row.required(NUMBER);
        Ref item = row.requiredRef("ItemCode");
        BigDecimal quantity = message.isDeletion() ? row.quantityOrNull("Quantity") : row.quantity("Quantity");
        LocalDate start = row.date("StartOrderDateTime");
        LocalDate end = row.date("EndOrderDateTime");
        boolean ended = hasEnded(row);
        checkEvent(message, row);
        String routing = row.text(ROUTING);
        List<Issue> issues = new ArrayList<>(row.issues());
        List<OrderStepChange> steps = steps(message.content(), number, issues);
        if (!issues.isEmpty()) {
            return new MappingResult.Rejected(issues);
        }
        List<CanonicalChange> changes = new ArrayList<>();
        changes.add(new OrderExcerptChange(
                new Ref(number),
                number,
                item,
                null,
                null,
                ended || message.isDeletion(),
                quantity,
                row.textOrNull("UnitOfMeasureCode"),
                row.has(ROUTING) && routing.isEmpty() ? defaultRouting : row.textOrNull(ROUTING),
                null,
                start,
                end));
        changes.addAll(steps);
        return new MappingResult.Mapped(changes);
    }

    private static void checkEvent(TotvsMessage message, ProtheusRow row) {
        if (!message.isDeletion() && !message.event().equalsIgnoreCase("upsert")) {
            row.reject(IssueCode.UNKNOWN_CODE, "Event", "Event is " + message.event() + ", not upsert or delete");
        }
    }

    /** The element's own values, as a row has them. */
    private static ProtheusRow row(XmlElement element) {
        Map<String, String> values = new LinkedHashMap<>();
        element.children().stream()
                .filter(child -> child.children().isEmpty())
                .forEach(child -> values.putIfAbsent(child.name(), Mojibake.repair(child.text())));
        return ProtheusRow.of(values);
    }

    /** Before it starts 1 to 5, then 6, idle 9; 7 finished, 8 terminated. Protheus itself sends 1, 6, 7 and 9, others the other field. */
    private static boolean hasEnded(ProtheusRow row) {
        String field = row.text(STATUS).isEmpty() ? OTHER_STATUS : STATUS;
        return switch (row.text(field)) {
            case "", "1", "2", "3", "4", "5", "6", "9" -> false;
            case "7", "8" -> true;
            default -> {
                row.reject(IssueCode.UNKNOWN_CODE, field, field + " is " + row.text(field) + ", not 1 to 9");
                yield false;
            }
        };
    }

    /** Splits of an operation are one step. */
    private List<OrderStepChange> steps(XmlElement content, String number, List<Issue> issues) {
        if (phase == null) {
            return List.of();
        }
        Map<Integer, OrderStepChange> steps = new LinkedHashMap<>();
        for (XmlElement activity : content.child("ListOfActivityOrders").stream()
                .flatMap(list -> list.children().stream())
                .toList()) {
            ProtheusRow row = row(activity);
            String operation = row.required(OPERATION);
            int position = ProtheusRoutingMapper.position(operation);
            steps.putIfAbsent(
                    position,
                    new OrderStepChange(
                            new Ref(number + "/" + operation),
                            new Ref(number),
                            position,
                            operation,
                            row.refOrNull(phase),
                            row.textOrNull("ActivityDescription")));
            issues.addAll(row.issues());
        }
        return List.copyOf(steps.values());
    }
}
