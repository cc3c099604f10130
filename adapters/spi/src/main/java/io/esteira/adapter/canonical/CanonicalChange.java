package io.esteira.adapter.canonical;

/**
 * Something that a source says about the plant. Each change names the thing by the key that the source uses; the hub finds or
 * makes the canonical row.
 */
public sealed interface CanonicalChange
        permits ItemChange,
                ItemExcerptChange,
                PhaseChange,
                RoutingStepChange,
                OrderChange,
                OrderExcerptChange,
                OrderLineChange,
                OrderStepChange,
                PostingChange,
                InspectionChange,
                BillOfMaterialLineChange,
                LotChange,
                LotForecastChange,
                CollectionChange,
                InvoiceTypeChange,
                SalesOrderChange,
                SalesOrderLineChange,
                StockBalanceChange,
                SubcontractorChange,
                SubcontractShipmentChange,
                SubcontractNoteChange,
                DowntimeChange,
                DowntimeReasonChange,
                PlanChange,
                PhaseWindowChange,
                DayOffChange,
                FormerTargetChange,
                DelayReasonChange,
                SubcontractCapacityChange,
                SubcontractStatusChange,
                LeadTimeGoalChange {}
