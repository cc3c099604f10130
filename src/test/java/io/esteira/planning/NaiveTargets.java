package io.esteira.planning;

import io.esteira.planning.SmallPlant.Order;
import io.esteira.planning.SmallPlant.Sku;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** The targets as one would work them out by hand, row by row, by the usual rules; the oracle of the set-based statement. */
final class NaiveTargets {

    /** Forecast, to schedule, load, queue next, queue. */
    record Pieces(int forecast, int toSchedule, int load, int queueNext, int queue) {
        Pieces plus(Pieces other) {
            return new Pieces(
                    forecast + other.forecast,
                    toSchedule + other.toSchedule,
                    load + other.load,
                    queueNext + other.queueNext,
                    queue + other.queue);
        }
    }

    record Key(String phase, String sku) {}

    private static final Set<String> PLANNING = Set.of("1", "401");
    private static final Set<String> EXCLUDED_TYPES = Set.of("27", "8", "6");
    private static final Set<String> WITHOUT_PARTS = Set.of("401", "412", "426", "441");
    private static final Set<String> FOLDED = Set.of("431", "455", "459");

    private final SmallPlant plant;
    private final PlanInput plan;
    private final LocalDate day;
    private final Map<Key, Pieces> targets =
            new TreeMap<>(java.util.Comparator.comparing(Key::phase).thenComparing(Key::sku));
    final Map<String, Integer> toSchedule = new HashMap<>();

    private NaiveTargets(SmallPlant plant, PlanInput plan, LocalDate day) {
        this.plant = plant;
        this.plan = plan;
        this.day = day;
    }

    static NaiveTargets of(SmallPlant plant, PlanInput plan, LocalDate day) {
        NaiveTargets naive = new NaiveTargets(plant, plan, day);
        naive.demand();
        naive.orders();
        return naive;
    }

    Map<Key, Pieces> targets() {
        return targets;
    }

    private void demand() {
        if (plan.demandModel() == DemandModel.SALES) {
            plant.skus.forEach(this::sold);
        } else {
            forecast();
        }
    }

    /** What customers have ordered, of the product and of those that it is built into, is what is to be made. */
    private void sold(Sku sku) {
        int ordered = covered(sku, each -> sales(each, SmallPlant.Sale::ordered));
        if (ordered != 0) {
            int rest = net(sku, ordered);
            toSchedule.put(sku.code(), rest);
            phasesOf(sku).forEach(phase -> add(phase, sku.code(), new Pieces(ordered, rest, 0, 0, 0)));
        }
    }

    private void forecast() {
        for (Sku sku : plant.skus) {
            List<SmallPlant.Forecast> all = forecasts(sku, true);
            int backlog = backlog(sku);
            if (all.isEmpty() && backlog == 0) {
                continue;
            }
            int forecast = all.stream().mapToInt(SmallPlant.Forecast::pieces).sum();
            int rest = rest(sku) + backlog;
            toSchedule.put(sku.code(), rest);
            phasesOf(sku).forEach(phase -> add(phase, sku.code(), new Pieces(forecast, rest, 0, 0, 0)));
        }
    }

    private List<SmallPlant.Forecast> forecasts(Sku sku, boolean flaggedToo) {
        return plant.forecasts.stream()
                .filter(forecast -> forecast.sku().equals(sku.code()))
                .filter(forecast -> lots().stream()
                        .anyMatch(lot ->
                                lot.lot().equals(forecast.lot()) && (flaggedToo || !lot.toScheduleFromBacklog())))
                .toList();
    }

    private List<PlanInput.PlanLot> lots() {
        return Objects.requireNonNull(plan.lots());
    }

    private int rest(Sku sku) {
        List<SmallPlant.Forecast> netted = forecasts(sku, false);
        if (netted.isEmpty()) {
            return 0;
        }
        return net(sku, netted.stream().mapToInt(SmallPlant.Forecast::pieces).sum());
    }

    private int net(Sku sku, int wanted) {
        int invoiced = covered(sku, each -> sales(each, SmallPlant.Sale::invoiced));
        int cancelled = covered(sku, each -> sales(each, SmallPlant.Sale::cancelled));
        int stock = covered(sku, this::stock);
        int load = covered(sku, this::load);
        int previous = day.isBefore(plan.invoiceFrom().plusDays(15)) ? covered(sku, this::previous) : 0;
        return Math.max(0, wanted - invoiced - cancelled - (stock - previous + load));
    }

    /** Of the product itself and of those that it is built into, as many as they take. */
    private int covered(Sku sku, ToIntFunction<Sku> of) {
        int sum = of.applyAsInt(sku);
        for (SmallPlant.Part part : plant.parts) {
            if (part.part().equals(sku.code())) {
                sum += part.quantity() * of.applyAsInt(sku(part.product()));
            }
        }
        return sum;
    }

    private Sku sku(String code) {
        return plant.skus.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private boolean counts(SmallPlant.Sale sale, Sku sku) {
        return sale.sku().equals(sku.code())
                && sale.block() == SmallPlant.Sale.Block.NONE
                && sale.invoiceType().equals("1");
    }

    private int sales(Sku sku, ToIntFunction<SmallPlant.Sale> of) {
        return plant.sales.stream()
                .filter(sale -> counts(sale, sku))
                .filter(sale ->
                        !sale.day().isBefore(plan.invoiceFrom()) && !sale.day().isAfter(plan.invoiceTo()))
                .mapToInt(of)
                .sum();
    }

    private int previous(Sku sku) {
        return plant.sales.stream()
                .filter(sale -> counts(sale, sku))
                .filter(sale -> !sale.day().isBefore(plan.invoiceFrom().minusDays(200))
                        && !sale.day().isAfter(plan.invoiceFrom().minusDays(10)))
                .mapToInt(sale -> sale.ordered() - sale.invoiced() - sale.cancelled())
                .sum();
    }

    private int stock(Sku sku) {
        return plant.stocks.stream()
                .filter(stock ->
                        stock.sku().equals(sku.code()) && stock.stockClass().equals("5") && stock.quantity() > 0)
                .mapToInt(SmallPlant.Stock::quantity)
                .sum();
    }

    private int load(Sku sku) {
        return plant.orders.stream()
                .filter(order -> order.current() != null && isReleased(order))
                .filter(order -> !EXCLUDED_TYPES.contains(type(order)) && isFinished(sku))
                .mapToInt(order -> order.lines().getOrDefault(sku.code(), 0))
                .sum();
    }

    private int backlog(Sku sku) {
        List<String> labels = lots().stream()
                .filter(PlanInput.PlanLot::toScheduleFromBacklog)
                .map(lot -> plant.lots.stream()
                        .filter(each -> each.code().equals(lot.lot()))
                        .findFirst()
                        .orElseThrow())
                .map(lot -> label(lot.description()))
                .toList();
        return plant.orders.stream()
                .filter(order -> order.current() != null && !isReleased(order) && labels.contains(label(order.lot())))
                .mapToInt(order -> order.lines().getOrDefault(sku.code(), 0))
                .sum();
    }

    private void orders() {
        List<String> wanted = Objects.requireNonNull(plan.collections());
        for (Order order : plant.orders) {
            boolean counts = order.current() != null
                    && isReleased(order)
                    && (wanted.isEmpty() || wanted.contains(label(order.lot())));
            if (counts) {
                flow(order);
            }
        }
    }

    private void flow(Order order) {
        int current = Objects.requireNonNull(order.current());
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int position = current; position <= order.routing().size(); position++) {
            String phase = order.routing().get(position - 1);
            boolean done = type(order).equals("4") && (phase.equals("412") || phase.equals("441"));
            if (!done) {
                first.putIfAbsent(folded(phase), position);
            }
        }
        List<String> ahead = new ArrayList<>(first.keySet());
        ahead.removeIf(phase -> Objects.equals(first.get(phase), current));
        for (Map.Entry<String, Integer> line : order.lines().entrySet()) {
            first.forEach((phase, position) -> {
                boolean stands = position == current;
                boolean next = !ahead.isEmpty() && ahead.getFirst().equals(phase);
                int pieces = line.getValue();
                add(
                        phase,
                        line.getKey(),
                        new Pieces(0, 0, stands ? pieces : 0, next ? pieces : 0, stands ? 0 : pieces));
            });
        }
    }

    private void add(String phase, String sku, Pieces pieces) {
        targets.merge(new Key(phase, sku), pieces, Pieces::plus);
    }

    private List<String> phasesOf(Sku sku) {
        SmallPlant.Style style = plant.styles.stream()
                .filter(each -> each.code().equals(sku.style()))
                .findFirst()
                .orElseThrow();
        return style.routing().stream()
                .map(this::folded)
                .distinct()
                .filter(phase -> isFinished(sku) || !WITHOUT_PARTS.contains(phase))
                .toList();
    }

    private String folded(String phase) {
        return FOLDED.contains(phase) && plant.phases.containsKey("429") ? "429" : phase;
    }

    private static boolean isFinished(Sku sku) {
        return sku.style().startsWith("0");
    }

    private static boolean isReleased(Order order) {
        return !PLANNING.contains(order.routing().get(Objects.requireNonNull(order.current()) - 1));
    }

    private static String type(Order order) {
        return order.type().substring(0, order.type().indexOf('-'));
    }

    static String label(String lot) {
        String name = lot.contains("INVERNO")
                ? "INVERNO"
                : lot.contains("PRI")
                        ? "VERAO"
                        : lot.contains("ALT") ? "ALTO VERAO" : lot.contains("VER") ? "VERAO" : "ENCOMENDAS";
        return name + " " + lot.replaceAll(".*\\b(2\\d{3})\\b.*", "$1");
    }
}
