package io.esteira.planning;

import io.esteira.adapter.canonical.CollectionChange;
import io.esteira.adapter.canonical.InvoiceTypeChange;
import io.esteira.adapter.canonical.LotChange;
import io.esteira.adapter.canonical.LotForecastChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SalesOrderChange;
import io.esteira.adapter.canonical.SalesOrderLineChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How lots, forecasts, and the orders of customers become rows. */
@Configuration(proxyBeanMethods = false)
class DemandTables {

    private static final int LOTS = 100;
    private static final int COLLECTIONS = 110;
    private static final int INVOICE_TYPES = 120;
    private static final int FORECASTS = 130;
    private static final int SALES_ORDERS = 140;
    private static final int SALES_ORDER_LINES = 150;

    @Bean
    ChangeMerger lots() {
        return new TableMerger<>(CanonicalTable.of("lot", LotChange.class, LOTS)
                .keptKey(lot -> lot.ref().key())
                .text("code", LotChange::code)
                .text("description", LotChange::description)
                .unique("code"));
    }

    @Bean
    ChangeMerger collections() {
        return new TableMerger<>(CanonicalTable.of("collection", CollectionChange.class, COLLECTIONS)
                .keptKey(collection -> collection.ref().key())
                .text("code", CollectionChange::code)
                .text("name", CollectionChange::name)
                .unique("code"));
    }

    @Bean
    ChangeMerger invoiceTypes() {
        return new TableMerger<>(CanonicalTable.of("invoice_type", InvoiceTypeChange.class, INVOICE_TYPES)
                .keptKey(type -> type.ref().key())
                .text("code", InvoiceTypeChange::code)
                .text("name", InvoiceTypeChange::name)
                .unique("code"));
    }

    @Bean
    ChangeMerger lotForecasts() {
        return new TableMerger<>(CanonicalTable.of("lot_forecast", LotForecastChange.class, FORECASTS)
                .key(forecast -> forecast.ref().key())
                .reference("lot_id", "lot", "lot", forecast -> forecast.lot().key())
                .text("line_key", forecast -> forecast.ref().key())
                .reference("style_id", "item", "style", forecast -> forecast.style()
                        .key())
                .reference("item_id", "item", "item", forecast -> key(forecast.item()))
                .text("size", LotForecastChange::size)
                .text("color", LotForecastChange::color)
                .value("pieces", "numeric", LotForecastChange::pieces)
                .unique("lot_id", "line_key"));
    }

    @Bean
    ChangeMerger salesOrders() {
        return new TableMerger<>(CanonicalTable.of("sales_order", SalesOrderChange.class, SALES_ORDERS)
                .keptKey(order -> order.ref().key())
                .text("number", SalesOrderChange::number)
                .reference("invoice_type_id", "invoice_type", "invoiceType", order -> key(order.invoiceType()))
                .text("customer", SalesOrderChange::customer)
                .value("issued_on", "date", SalesOrderChange::issuedOn)
                .value("planned_invoice_on", "date", SalesOrderChange::plannedInvoiceOn)
                .text("source_status", SalesOrderChange::sourceStatus)
                .value("cancelled", "boolean", SalesOrderChange::cancelled)
                .value("commercial_block", "boolean", SalesOrderChange::commercialBlock)
                .value("credit_block", "boolean", SalesOrderChange::creditBlock)
                .unique("number"));
    }

    @Bean
    ChangeMerger salesOrderLines() {
        return new TableMerger<>(CanonicalTable.of("sales_order_line", SalesOrderLineChange.class, SALES_ORDER_LINES)
                .key(line -> line.ref().key())
                .reference(
                        "order_id", "sales_order", "order", line -> line.order().key())
                .text("line_key", line -> line.ref().key())
                .reference("item_id", "item", "item", line -> line.item().key())
                .value("ordered", "numeric", SalesOrderLineChange::ordered)
                .value("invoiced", "numeric", SalesOrderLineChange::invoiced)
                .value("cancelled", "numeric", SalesOrderLineChange::cancelled)
                .unique("order_id", "line_key"));
    }

    private static @Nullable String key(@Nullable Ref ref) {
        return ref == null ? null : ref.key();
    }
}
