package io.esteira.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a company's sources tell, as a test words it; whole pieces. */
final class SmallPlant {

    record Style(String code, List<String> routing) {}

    record Sku(String code, String style, String description) {}

    /** @param product that one piece of consumes {@code quantity} of the part */
    record Part(String product, String part, int quantity) {}

    record Lot(String code, String description) {}

    record Forecast(String lot, String sku, int pieces) {}

    record Sale(
            String sku, LocalDate day, int ordered, int invoiced, int cancelled, String invoiceType, Sale.Block block) {
        enum Block {
            NONE,
            COMMERCIAL,
            CREDIT,
            CANCELLED
        }
    }

    record Stock(String sku, String stockClass, int quantity) {}

    /** @param current position in the routing, from 1; null for an order that is closed */
    record Order(
            String number,
            String style,
            String type,
            String lot,
            List<String> routing,
            @Nullable Integer current,
            Map<String, Integer> lines) {}

    /** @param sequence position in the order's routing, from 1 */
    record Movement(String order, int sequence, LocalDate day, int pieces) {}

    final List<Style> styles = new ArrayList<>();
    final List<Sku> skus = new ArrayList<>();
    final List<Part> parts = new ArrayList<>();
    final List<Lot> lots = new ArrayList<>();
    final List<Forecast> forecasts = new ArrayList<>();
    final List<Sale> sales = new ArrayList<>();
    final List<Stock> stocks = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();
    final Map<String, String> phases = new LinkedHashMap<>();

    SmallPlant phases(String... codes) {
        for (String code : codes) {
            phases.put(code, "Fase " + code);
        }
        return this;
    }

    /** A style with one product. */
    SmallPlant product(String style, String sku, String description, String... routing) {
        styles.add(new Style(style, List.of(routing)));
        skus.add(new Sku(sku, style, description));
        return this;
    }

    /** Another product of a style that is there. */
    SmallPlant sku(String style, String sku, String description) {
        skus.add(new Sku(sku, style, description));
        return this;
    }

    SmallPlant part(String product, String part, int quantity) {
        parts.add(new Part(product, part, quantity));
        return this;
    }

    SmallPlant forecast(String lot, String sku, int pieces) {
        if (lots.stream().noneMatch(each -> each.code().equals(lot))) {
            lots.add(new Lot(lot, "PREV VERAO 2025 " + lot));
        }
        forecasts.add(new Forecast(lot, sku, pieces));
        return this;
    }

    SmallPlant sale(String sku, String day, int ordered, int invoiced, int cancelled) {
        return sale(new Sale(sku, LocalDate.parse(day), ordered, invoiced, cancelled, "1", Sale.Block.NONE));
    }

    SmallPlant sale(Sale sale) {
        sales.add(sale);
        return this;
    }

    SmallPlant stock(String sku, String stockClass, int quantity) {
        stocks.add(new Stock(sku, stockClass, quantity));
        return this;
    }

    /** An order of one product, of type 1, of a collection of summer 2025. */
    SmallPlant order(String number, String sku, int pieces, @Nullable Integer current, String... routing) {
        return order(number, sku, pieces, "1-PRODUTO VENDA", "LOTE VERAO 2025", current, routing);
    }

    SmallPlant order(
            String number,
            String sku,
            int pieces,
            String type,
            String lot,
            @Nullable Integer current,
            String... routing) {
        orders.add(new Order(number, styleOf(sku), type, lot, List.of(routing), current, Map.of(sku, pieces)));
        return this;
    }

    SmallPlant movement(String order, int sequence, String day, int pieces) {
        movements.add(new Movement(order, sequence, LocalDate.parse(day), pieces));
        return this;
    }

    String styleOf(String sku) {
        return skus.stream()
                .filter(each -> each.code().equals(sku))
                .findFirst()
                .orElseThrow()
                .style();
    }
}
