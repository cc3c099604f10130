package io.esteira.quality;

import io.esteira.adapter.canonical.InspectionChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How inspections become rows. */
@Configuration(proxyBeanMethods = false)
class QualityTables {

    /** After the orders and items that they name. */
    private static final int INSPECTIONS = 100;

    @Bean
    ChangeMerger inspections() {
        return new TableMerger<>(CanonicalTable.of("inspection", InspectionChange.class, INSPECTIONS)
                .keptKey(inspection -> inspection.ref().key())
                .text("source_key", inspection -> inspection.ref().key())
                .reference("order_id", "production_order", "order", inspection -> key(inspection.order()))
                .reference("item_id", "item", "item", inspection -> key(inspection.item()))
                .text("operation", InspectionChange::operation)
                .text("operation_name", InspectionChange::operationName)
                .text("equipment", InspectionChange::equipment)
                .text("lot", InspectionChange::lot)
                .text("serial_number", InspectionChange::serialNumber)
                .value("lot_size", "numeric", InspectionChange::lotSize)
                .text("unit", InspectionChange::unit)
                .value("created_on", "date", InspectionChange::createdOn)
                .value("produced_on", "date", InspectionChange::producedOn)
                .text("revision", InspectionChange::revision)
                .text("status", InspectionChange::status)
                .text("source_status", InspectionChange::sourceStatus)
                .text("verdict", InspectionChange::verdict)
                .text("source_verdict", InspectionChange::sourceVerdict)
                .text("customer", InspectionChange::customer)
                .unique("source_key"));
    }

    private static @Nullable String key(@Nullable Ref ref) {
        return ref == null ? null : ref.key();
    }
}
