package io.esteira.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.OrderByOption;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;

/** Makes an order of the contract of {@code $orderby}. */
final class Ordering {

    private Ordering() {}

    /** @param type of the rows */
    static List<Map<String, Object>> of(Contract contract, String type, OrderByOption asked)
            throws ODataApplicationException {
        List<Map<String, Object>> order = new ArrayList<>();
        for (OrderByItem item : asked.getOrders()) {
            if (!(item.getExpression() instanceof Member member)) {
                throw Refusals.notServed("$orderby by anything but a property");
            }
            PropertyPath path = PropertyPath.of(type, member.getResourcePath().getUriResourceParts());
            if (!contract.takes(path.owner() + "OrderBy", path.property())) {
                throw Refusals.notServed("$orderby by `" + path.text() + "`");
            }
            order.add(path.of(direction(item)));
        }
        return order;
    }

    static String direction(OrderByItem item) {
        return item.isDescending() ? "DESC" : "ASC";
    }
}
