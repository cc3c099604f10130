package io.esteira.production;

import io.esteira.adapter.canonical.BillOfMaterialLineChange;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.ItemExcerptChange;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.OrderLineChange;
import io.esteira.adapter.canonical.OrderStepChange;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How items, phases and production orders become rows. */
@Configuration(proxyBeanMethods = false)
class ProductionTables {

    private static final int ITEMS = 10;
    private static final int PHASES = 20;
    private static final int ROUTING = 30;
    private static final int BILLS = 35;
    private static final int ORDERS = 40;
    private static final int LINES = 50;
    private static final int STEPS = 60;

    /** The status code of an order that counts as closed without a status of its own. */
    private static final String COMPLETE = "COMPLETE";

    @Bean
    ChangeMerger items() {
        return new TableMerger<>(CanonicalTable.of("item", ItemChange.class, ITEMS)
                .keptKey(item -> item.ref().key())
                .text("code", ItemChange::code)
                .text("description", ItemChange::description)
                .text("kind", ItemChange::kind)
                .reference("style_id", "item", "style", item -> key(item.style()))
                .text("size", ItemChange::size)
                .text("color", ItemChange::color)
                .text("unit", ItemChange::unit)
                .value("active", "boolean", ItemChange::active)
                .unique("code"));
    }

    /** Beside the items that a source knows whole. */
    @Bean
    ChangeMerger itemExcerpts() {
        return new TableMerger<>(CanonicalTable.of("item", ItemExcerptChange.class, ITEMS)
                .keptKey(item -> item.ref().key())
                .text("code", ItemExcerptChange::code)
                .told("description", "text", item -> null, "s.code", "t.description")
                .text("kind", ItemExcerptChange::kind)
                .value("active", "boolean", ItemExcerptChange::active)
                .unique("code"));
    }

    @Bean
    ChangeMerger phases() {
        return new TableMerger<>(CanonicalTable.of("phase", PhaseChange.class, PHASES)
                .keptKey(phase -> phase.ref().key())
                .text("code", PhaseChange::code)
                .text("name", PhaseChange::name)
                .unique("code"));
    }

    @Bean
    ChangeMerger routingSteps() {
        return new TableMerger<>(CanonicalTable.of("routing_step", RoutingStepChange.class, ROUTING)
                .key(step -> step.ref().key())
                .reference("item_id", "item", "item", step -> step.item().key())
                .text("routing", RoutingStepChange::routing)
                .value("sequence", "integer", RoutingStepChange::sequence)
                .text("operation", RoutingStepChange::operation)
                .reference("phase_id", "phase", "phase", step -> key(step.phase()))
                .text("description", RoutingStepChange::description)
                .text("equipment", RoutingStepChange::equipment)
                .unique("item_id", "routing", "operation"));
    }

    @Bean
    ChangeMerger billOfMaterialLines() {
        return new TableMerger<>(CanonicalTable.of("bill_of_material_line", BillOfMaterialLineChange.class, BILLS)
                .key(line -> line.ref().key())
                .reference("item_id", "item", "item", line -> line.item().key())
                .reference("component_id", "item", "component", line -> line.component()
                        .key())
                .value("quantity", "numeric", BillOfMaterialLineChange::quantity)
                .text("class", BillOfMaterialLineChange::componentClass)
                .unique("item_id", "component_id"));
    }

    @Bean
    ChangeMerger orders() {
        return new TableMerger<>(CanonicalTable.of("production_order", OrderChange.class, ORDERS)
                .keptKey(order -> order.ref().key())
                .text("source_key", order -> order.ref().key())
                .text("number", OrderChange::number)
                .reference("item_id", "item", "item", order -> order.item().key())
                .initialText("status", OrderChange::status)
                .text("reported_status", OrderChange::status)
                .text("source_status", OrderChange::sourceStatus)
                .value("reported_quantity", "numeric", OrderChange::quantity)
                .text("unit", OrderChange::unit)
                .text("lot", OrderChange::lot)
                .text("lot_code", OrderChange::lotCode)
                .text("type", OrderChange::type)
                .text("priority", OrderChange::priority)
                .text("routing", OrderChange::routing)
                .value("current_sequence", "integer", OrderChange::currentSequence)
                .value("opened_on", "date", OrderChange::openedOn)
                .value("planned_start", "date", OrderChange::plannedStart)
                .value("planned_end", "date", OrderChange::plannedEnd)
                .value("ended_on", "date", OrderChange::endedOn)
                .value("posting_blocked", "boolean", OrderChange::postingBlocked)
                .unique("number"));
    }

    /** Beside the orders that a source knows whole. Its verdict that one is complete is taken back when it is not any more. */
    @Bean
    ChangeMerger orderExcerpts() {
        return new TableMerger<>(CanonicalTable.of("production_order", OrderExcerptChange.class, ORDERS)
                .keptKey(order -> order.ref().key())
                .text("source_key", order -> order.ref().key())
                .text("number", OrderExcerptChange::number)
                .reference("item_id", "item", "item", order -> order.item().key())
                .initialText("status", order -> Objects.requireNonNullElse(status(order), Status.RELEASED))
                .told(
                        "reported_status",
                        "text",
                        ProductionTables::status,
                        "'RELEASED'",
                        "case when t.source_status = '" + COMPLETE + "' then 'RELEASED' else t.reported_status end")
                .told(
                        "source_status",
                        "text",
                        order -> isCompleteOnly(order) ? COMPLETE : order.sourceStatus(),
                        "''",
                        "case when t.source_status = '" + COMPLETE + "' then '' else t.source_status end")
                .told("reported_quantity", "numeric", OrderExcerptChange::quantity)
                .told("unit", "text", OrderExcerptChange::unit)
                .beside("assumed_routing", "text", OrderExcerptChange::assumedRouting)
                .told(
                        "routing",
                        "text",
                        OrderExcerptChange::routing,
                        "s.assumed_routing",
                        "coalesce(t.routing, r.assumed_routing)")
                .told("planned_start", "date", OrderExcerptChange::plannedStart)
                .told("planned_end", "date", OrderExcerptChange::plannedEnd)
                .told("posting_blocked", "boolean", order -> null, "false", "t.posting_blocked")
                .unique("number"));
    }

    private static boolean isCompleteOnly(OrderExcerptChange order) {
        return order.status() == null && order.complete();
    }

    private static @Nullable Status status(OrderExcerptChange order) {
        return isCompleteOnly(order) ? Status.CLOSED : order.status();
    }

    @Bean
    ChangeMerger orderLines() {
        return new TableMerger<>(CanonicalTable.of("order_line", OrderLineChange.class, LINES)
                .key(line -> line.ref().key())
                .reference("order_id", "production_order", "order", line -> line.order()
                        .key())
                .text("line_key", line -> line.ref().key())
                .reference("item_id", "item", "item", line -> key(line.item()))
                .text("size", OrderLineChange::size)
                .text("color", OrderLineChange::color)
                .value("planned", "numeric", OrderLineChange::planned)
                .value("good", "numeric", OrderLineChange::good)
                .value("second_quality", "numeric", OrderLineChange::secondQuality)
                .unique("order_id", "line_key"));
    }

    @Bean
    ChangeMerger orderSteps() {
        return new TableMerger<>(CanonicalTable.of("order_step", OrderStepChange.class, STEPS)
                .key(step -> step.ref().key())
                .reference("order_id", "production_order", "order", step -> step.order()
                        .key())
                .value("sequence", "integer", OrderStepChange::sequence)
                .text("operation", OrderStepChange::operation)
                .reference("phase_id", "phase", "phase", step -> key(step.phase()))
                .text("description", OrderStepChange::description)
                .unique("order_id", "sequence"));
    }

    private static @Nullable String key(@Nullable Ref ref) {
        return ref == null ? null : ref.key();
    }
}
