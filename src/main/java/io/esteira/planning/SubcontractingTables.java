package io.esteira.planning;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractNoteChange;
import io.esteira.adapter.canonical.SubcontractShipmentChange;
import io.esteira.adapter.canonical.SubcontractorChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How subcontractors, and what they are sent and give back, become rows. */
@Configuration(proxyBeanMethods = false)
class SubcontractingTables {

    private static final int SUBCONTRACTORS = 200;
    private static final int SHIPMENTS = 210;
    private static final int NOTES = 220;

    @Bean
    ChangeMerger subcontractors() {
        return new TableMerger<>(CanonicalTable.of("subcontractor", SubcontractorChange.class, SUBCONTRACTORS)
                .keptKey(subcontractor -> subcontractor.ref().key())
                .text("code", SubcontractorChange::code)
                .text("name", SubcontractorChange::name)
                .unique("code"));
    }

    @Bean
    ChangeMerger subcontractShipments() {
        return new TableMerger<>(CanonicalTable.of("subcontract_shipment", SubcontractShipmentChange.class, SHIPMENTS)
                .key(shipment -> shipment.ref().key())
                .reference("order_id", "production_order", "order", shipment -> shipment.order()
                        .key())
                .text("shipment_key", shipment -> shipment.ref().key())
                .reference("subcontractor_id", "subcontractor", "subcontractor", shipment -> shipment.subcontractor()
                        .key())
                .reference("phase_id", "phase", "phase", shipment -> key(shipment.phase()))
                .text("number", SubcontractShipmentChange::number)
                .value("pieces", "numeric", SubcontractShipmentChange::pieces)
                .value("open", "boolean", SubcontractShipmentChange::open)
                .value("released_on", "date", SubcontractShipmentChange::releasedOn)
                .unique("order_id", "shipment_key"));
    }

    @Bean
    ChangeMerger subcontractNotes() {
        return new TableMerger<>(CanonicalTable.of("subcontract_note", SubcontractNoteChange.class, NOTES)
                .key(SubcontractingTables::noteKey)
                .reference("order_id", "production_order", "order", note -> note.order()
                        .key())
                .text("note_key", SubcontractingTables::noteKey)
                .reference("subcontractor_id", "subcontractor", "subcontractor", note -> note.subcontractor()
                        .key())
                .reference("phase_id", "phase", "phase", note -> note.phase().key())
                .text("direction", SubcontractNoteChange::direction)
                .value("day", "date", SubcontractNoteChange::day)
                .value("pieces", "numeric", SubcontractNoteChange::pieces)
                .unique("order_id", "note_key"));
    }

    /** Sources keep what went and what came back apart, so a key of one may be a key of the other. */
    private static String noteKey(SubcontractNoteChange note) {
        return note.direction() + "|" + note.ref().key();
    }

    private static @Nullable String key(@Nullable Ref ref) {
        return ref == null ? null : ref.key();
    }
}
