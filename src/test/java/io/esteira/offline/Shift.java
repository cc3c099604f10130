package io.esteira.offline;

import io.esteira.offline.OfflineApp.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do in a shift without a line, by chance, and what is to become of it: computed by the rules of the contract in the order
 * in which it was done, so that another order shows.
 */
final class Shift {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant BEGIN = Instant.parse("2026-03-02T06:00:00Z");
    private static final List<Integer> STEPS = List.of(10, 20, 30);
    private static final List<String> PHASES = List.of("CORTE", "COSTURA", "EMBALAGEM");

    private static final Outcome DONE = new Outcome("DONE", "");

    /** On which step a posting was made, and how much. */
    record Posted(String order, int step, BigDecimal good, BigDecimal scrap) {

        BigDecimal made() {
            return good.add(scrap);
        }
    }

    private record Stop(int slot) {}

    private final Random random;
    private final String company;
    private final Map<String, BigDecimal> orders;
    private final String machine;

    private final List<ObjectNode> operations = new ArrayList<>();
    private final List<Outcome> expected = new ArrayList<>();

    /** What was accepted, in its order. */
    private final Map<UUID, Posted> posted = new LinkedHashMap<>();

    private final Set<UUID> reversed = new HashSet<>();
    private final Map<String, BigDecimal> made = new HashMap<>();
    private final Map<UUID, Stop> stops = new LinkedHashMap<>();
    private final Set<UUID> endedStops = new HashSet<>();
    private final Set<UUID> justified = new LinkedHashSet<>();
    private final List<UUID> triedPostings = new ArrayList<>();
    private final List<UUID> triedStops = new ArrayList<>();

    /** @param orders their quantities by number */
    Shift(long seed, String company, Map<String, BigDecimal> orders, String machine) {
        this.random = new Random(seed);
        this.company = company;
        this.orders = new TreeMap<>(orders);
        this.machine = machine;
    }

    Shift work(int operations) {
        while (this.operations.size() < operations) {
            int what = random.nextInt(100);
            if (what < 60) {
                post();
            } else if (what < 78) {
                reverse();
            } else if (what < 86) {
                report();
            } else if (what < 91) {
                reverseStop();
            } else {
                justify();
            }
        }
        return this;
    }

    private UUID newId() {
        return new UUID(
                0x0190_0000_0000_7000L | random.nextInt() << 16,
                0x8000_0000_0000_0000L | random.nextInt(Integer.MAX_VALUE));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void add(String operation, ObjectNode input, Outcome outcome) {
        operations.add((ObjectNode) JSON.createObjectNode().set(operation, input));
        expected.add(outcome);
    }

    private static Outcome refused(String code) {
        return new Outcome("REFUSED", code);
    }

    private void post() {
        UUID id = newId();
        Posted posting = new Posted(
                any(List.copyOf(orders.keySet())),
                any(STEPS),
                BigDecimal.valueOf(random.nextInt(20)),
                BigDecimal.valueOf(1L + random.nextInt(3)));
        ObjectNode input = JSON.createObjectNode()
                .put("id", id.toString())
                .put("idempotencyKey", "app/" + id)
                .put("company", company)
                .put("orderNumber", posting.order())
                .put("sequence", posting.step())
                .put("good", posting.good().toPlainString())
                .put("postedOn", "2026-03-02")
                .put("operator", "maria");
        input.putArray("scrap")
                .addObject()
                .put("reason", "RISCO")
                .put("quantity", posting.scrap().toPlainString());
        String step = posting.order() + "/" + posting.step();
        BigDecimal with = made.getOrDefault(step, BigDecimal.ZERO).add(posting.made());
        boolean fits = with.compareTo(orders.getOrDefault(posting.order(), BigDecimal.ZERO)) <= 0;
        if (fits) {
            made.put(step, with);
            posted.put(id, posting);
        }
        triedPostings.add(id);
        add("postProduction", input, fits ? DONE : refused("OVER_PRODUCTION"));
    }

    private void reverse() {
        if (triedPostings.isEmpty()) {
            return;
        }
        UUID id = any(triedPostings);
        ObjectNode input = JSON.createObjectNode()
                .put("id", id.toString())
                .put("idempotencyKey", "app/" + newId())
                .put("reason", "contado duas vezes");
        Posted posting = posted.get(id);
        if (posting == null) {
            add("reversePosting", input, refused("POSTING_NOT_FOUND"));
        } else if (reversed.add(id)) {
            made.merge(posting.order() + "/" + posting.step(), posting.made().negate(), BigDecimal::add);
            add("reversePosting", input, DONE);
        } else {
            add("reversePosting", input, refused("ALREADY_REVERSED"));
        }
    }

    private void report() {
        UUID id = newId();
        Stop stop = new Stop(random.nextInt(12));
        Instant start = BEGIN.plusSeconds(900L * stop.slot());
        ObjectNode input = JSON.createObjectNode()
                .put("id", id.toString())
                .put("idempotencyKey", "app/" + id)
                .put("company", company)
                .put("equipment", machine)
                .put("reason", "02")
                .put("orderNumber", any(List.copyOf(orders.keySet())))
                .put("startedAt", start.toString())
                .put("endedAt", start.plusSeconds(600).toString());
        boolean free = stops.entrySet().stream()
                .noneMatch(each -> each.getValue().equals(stop) && !endedStops.contains(each.getKey()));
        if (free) {
            stops.put(id, stop);
        }
        triedStops.add(id);
        add("reportDowntime", input, free ? DONE : refused("OVERLAPS"));
    }

    private void reverseStop() {
        if (triedStops.isEmpty()) {
            return;
        }
        UUID id = any(triedStops);
        ObjectNode input = JSON.createObjectNode()
                .put("id", id.toString())
                .put("idempotencyKey", "app/" + newId())
                .put("reason", "não parou");
        Outcome outcome = !stops.containsKey(id)
                ? refused("DOWNTIME_NOT_FOUND")
                : endedStops.add(id) ? DONE : refused("ALREADY_REVERSED");
        add("reverseDowntime", input, outcome);
    }

    private void justify() {
        UUID id = newId();
        boolean known = random.nextInt(6) > 0;
        ObjectNode input = JSON.createObjectNode()
                .put("id", id.toString())
                .put("company", company)
                .put("order", known ? any(List.copyOf(orders.keySet())) : "no such order")
                .put("phase", any(PHASES))
                .put("reason", "falta de linha");
        if (known) {
            justified.add(id);
        }
        add("justifyDelay", input, known ? DONE : refused("UNKNOWN_ORDER"));
    }

    List<ObjectNode> operations() {
        return operations;
    }

    /** What is to become of each operation. */
    List<Outcome> expected() {
        return expected;
    }

    Map<UUID, Posted> posted() {
        return posted;
    }

    Set<UUID> reversed() {
        return reversed;
    }

    Set<UUID> stops() {
        return stops.keySet();
    }

    Set<UUID> endedStops() {
        return endedStops;
    }

    Set<UUID> justified() {
        return justified;
    }

    /** What waits for the ERP, by step; nothing where that is zero. */
    Map<String, BigDecimal> pending() {
        Map<String, BigDecimal> pending = new TreeMap<>();
        made.forEach((step, quantity) -> {
            if (quantity.signum() != 0) {
                pending.put(step, quantity.stripTrailingZeros());
            }
        });
        return pending;
    }
}
