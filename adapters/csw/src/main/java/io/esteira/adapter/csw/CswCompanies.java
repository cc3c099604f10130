package io.esteira.adapter.csw;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which code of CSW is which company, as far as CSW confirms it.
 *
 * @param configured the hub's code of the company for each code of CSW
 * @param withoutOrders those codes that no order has: most likely wrong
 */
record CswCompanies(Map<String, String> configured, Set<String> withoutOrders) {

    /**
     * The configured ones without those that are wrong; where one is wrong and one other code has orders, this takes its place.
     *
     * @param withOrders codes of CSW that have orders
     */
    Map<String, String> suggested(Set<String> withOrders) {
        Map<String, String> right = new TreeMap<>(configured);
        List<String> others = withOrders.stream()
                .filter(code -> !configured.containsKey(code))
                .toList();
        withoutOrders.forEach(right::remove);
        if (withoutOrders.size() == 1 && others.size() == 1) {
            withoutOrders.forEach(code -> right.put(others.getFirst(), String.valueOf(configured.get(code))));
        }
        return right;
    }
}
