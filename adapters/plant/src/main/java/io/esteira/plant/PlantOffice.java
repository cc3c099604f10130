package io.esteira.plant;

import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person at the plant's desks does on request. Thread-safe. */
final class PlantOffice {

    private final PlantDatabase database;
    private final CswWork csw;
    private final ProtheusWork protheus;
    private final OrderPush push;
    private final Reversal reversal;
    private final InspectionBook inspections;
    private final Parameters parameters;
    private final PlantClock clock;

    PlantOffice(
            PlantDatabase database,
            CswWork csw,
            ProtheusWork protheus,
            OrderPush push,
            Reversal reversal,
            InspectionBook inspections,
            Parameters parameters,
            PlantClock clock) {
        this.database = database;
        this.csw = csw;
        this.protheus = protheus;
        this.push = push;
        this.reversal = reversal;
        this.inspections = inspections;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Books pieces out of the order's current phase.
     *
     * @param quantity null for all that are left there
     */
    Map<String, Object> move(String order, @Nullable BigDecimal quantity, String operator) {
        return database.inTransaction(() -> {
            CswWork.Position position = csw.position(order);
            BigDecimal pieces = quantity == null ? position.left() : quantity;
            csw.move(position, pieces, operator);
            Map<String, Object> movement = new LinkedHashMap<>();
            movement.put("order", position.order());
            movement.put("phase", position.phase());
            movement.put("sequence", position.sequence());
            movement.put("quantity", pieces);
            return movement;
        });
    }

    void reverse(long recno) {
        database.runInTransaction(() -> reversal.reverse(recno, clock.local().toLocalDate()));
    }

    /** @param quantity null for the one that the order has */
    void changeOrder(String order, @Nullable BigDecimal quantity) {
        database.runInTransaction(() -> protheus.change(order, quantity));
        push.tell();
    }

    void deleteOrder(String order) {
        database.runInTransaction(() -> protheus.delete(order));
        push.tell();
    }

    /** @param operation blank for all that nobody has decided of */
    void judge(String order, String operation, String verdict) {
        if (!verdict.matches("[AEUC]")) {
            throw new IllegalArgumentException("a verdict is A, E, U or C");
        }
        database.runInTransaction(() -> {
            if (inspections.judge(ProtheusCatalog.BRANCH, order, operation, verdict) == 0) {
                throw new IllegalArgumentException("nothing of order " + order + " waits for a verdict");
            }
        });
    }

    void pushOrdersTo(URI url, String user, String password) {
        push.to(url, user, password);
    }

    void stopPushing() {
        push.off();
    }

    Map<String, String> parameters() {
        return parameters.all();
    }

    void set(Parameter parameter, String value) {
        parameters.set(parameter, value);
    }
}
