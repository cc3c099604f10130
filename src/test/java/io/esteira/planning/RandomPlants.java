package io.esteira.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Small plants by chance, the same for a seed. */
final class RandomPlants {

    private static final List<String> PHASES =
            List.of("401", "406", "409", "412", "426", "429", "431", "435", "441", "449", "455");
    private static final List<String> TYPES =
            List.of("1-VENDA", "1-VENDA", "2-PARTE", "4-KIT", "6-MOSTRUARIO", "8-OUTRO");
    private static final List<String> LOTS = List.of("LOTE VERAO 2025", "LOTE ENCOMENDAS 2025", "LOTE INVERNO 2026");
    private static final List<String> NAMES = List.of("TSHIRT", "POLO", "CAMISA", "SACOLA");

    private final RandomGenerator random;

    RandomPlants(RandomGenerator random) {
        this.random = random;
    }

    SmallPlant plant() {
        SmallPlant plant = new SmallPlant().phases(PHASES.toArray(String[]::new));
        int styles = random.nextInt(1, 5);
        for (int i = 0; i < styles; i++) {
            boolean part = i > 0 && random.nextInt(3) == 0;
            style(plant, (part ? "6000" : "01020000") + i + "-0");
        }
        List<String> skus = plant.skus.stream().map(SmallPlant.Sku::code).toList();
        parts(plant);
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            plant.forecast("L" + random.nextInt(3), pick(skus), random.nextInt(0, 300));
        }
        for (int i = random.nextInt(0, 8); i > 0; i--) {
            sale(plant, pick(skus));
        }
        for (int i = random.nextInt(0, 6); i > 0; i--) {
            plant.stock(pick(skus), random.nextInt(4) == 0 ? "7" : "5", random.nextInt(-20, 120));
        }
        for (int i = random.nextInt(0, 7); i > 0; i--) {
            order(plant, i);
        }
        return plant;
    }

    private void style(SmallPlant plant, String code) {
        List<String> routing = new ArrayList<>();
        PHASES.stream().filter(phase -> random.nextBoolean()).forEach(routing::add);
        if (routing.isEmpty()) {
            routing.add("409");
        }
        plant.product(code, "K" + plant.skus.size(), pick(NAMES) + " " + code, routing.toArray(String[]::new));
        for (int i = random.nextInt(0, 3); i > 0; i--) {
            plant.sku(code, "K" + plant.skus.size(), pick(NAMES) + " " + code);
        }
    }

    private void parts(SmallPlant plant) {
        List<SmallPlant.Sku> finished =
                plant.skus.stream().filter(sku -> sku.style().startsWith("0")).toList();
        plant.skus.stream().filter(sku -> sku.style().startsWith("6")).forEach(part -> finished.stream()
                .filter(product -> random.nextInt(3) == 0)
                .forEach(product -> plant.part(product.code(), part.code(), random.nextInt(1, 4))));
    }

    private void sale(SmallPlant plant, String sku) {
        int ordered = random.nextInt(0, 100);
        int invoiced = random.nextInt(0, ordered + 1);
        plant.sale(new SmallPlant.Sale(
                sku,
                LocalDate.parse("2025-03-01").plusDays(random.nextInt(330)),
                ordered,
                invoiced,
                random.nextInt(0, ordered - invoiced + 1),
                random.nextInt(5) == 0 ? "2" : "1",
                random.nextInt(3) > 0 ? SmallPlant.Sale.Block.NONE : pick(List.of(SmallPlant.Sale.Block.values()))));
    }

    private void order(SmallPlant plant, int number) {
        SmallPlant.Style style = pick(plant.styles);
        List<String> routing = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            routing.add(pick(PHASES));
        }
        Map<String, Integer> lines = new LinkedHashMap<>();
        plant.skus.stream()
                .filter(sku -> sku.style().equals(style.code()))
                .forEach(sku -> lines.put(sku.code(), random.nextInt(0, 80)));
        plant.orders.add(new SmallPlant.Order(
                "00000" + number + "-001",
                style.code(),
                pick(TYPES),
                pick(LOTS),
                routing,
                random.nextInt(8) == 0 ? null : random.nextInt(1, routing.size() + 1),
                lines));
    }

    PlanInput plan(SmallPlant plant) {
        PlanInput usual = PlanningDatabase.plan("P");
        List<PlanInput.PlanLot> lots = plant.lots.stream()
                .filter(lot -> random.nextInt(4) > 0)
                .map(lot -> new PlanInput.PlanLot(lot.code(), random.nextInt(5) == 0))
                .toList();
        List<String> labels = plant.orders.stream()
                .map(order -> NaiveTargets.label(order.lot()))
                .distinct()
                .filter(label -> random.nextBoolean())
                .toList();
        return new PlanInput(
                usual.code(),
                usual.name(),
                usual.salesFrom(),
                usual.salesTo(),
                usual.invoiceFrom(),
                usual.invoiceTo(),
                random.nextInt(4) == 0 ? DemandModel.SALES : DemandModel.LOT_FORECAST,
                null,
                lots,
                usual.invoiceTypes(),
                labels,
                null);
    }

    /** The same plant, told in another order. */
    void shuffle(SmallPlant plant) {
        List.of(
                        plant.styles,
                        plant.skus,
                        plant.parts,
                        plant.lots,
                        plant.forecasts,
                        plant.sales,
                        plant.stocks,
                        plant.orders)
                .forEach(rows -> Collections.shuffle(rows, random));
    }

    LocalDate day() {
        return random.nextBoolean() ? LocalDate.parse("2025-10-15") : LocalDate.parse("2025-10-22");
    }

    List<String> windows() {
        return PHASES.stream().filter(phase -> random.nextBoolean()).toList();
    }

    LocalDate after(LocalDate day, int most) {
        return day.plusDays(random.nextInt(most));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
