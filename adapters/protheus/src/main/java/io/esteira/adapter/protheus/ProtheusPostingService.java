package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import java.util.Map;
import java.util.Optional;

/** What writes postings and stops; empty where no mapping is set. */
record ProtheusPostingService(
        WriterFiles files,
        Optional<WriterMapping> mapping,
        Optional<ProtheusReadBack> readBack,
        Optional<StopReadBack> stops,
        Optional<ProtheusWriter> writer) {

    private static final String COMMENT = "H6_OBSERVA";
    private static final String LOSSES = "SBC";

    /** SH6 as it is read, with the field that carries references. */
    Table postings() {
        return mapping.map(WriterMapping::postings).orElse(Table.SH6);
    }

    /** The field of SH6 that carries references, or that a person writes them into. */
    String referenceField() {
        return mapping.map(WriterMapping::posting)
                .flatMap(WriterMapping.Request::reference)
                .map(WriterMapping.Reference::table)
                .orElse(COMMENT);
    }

    /**
     * Where the row of a posting shows its reference.
     *
     * @param table of the row
     * @param field that holds the reference; blank where none can
     * @param bare whether the reference stands there without its sign
     */
    record Carrier(String table, String field, boolean bare) {}

    Carrier carrier() {
        return mapping.flatMap(chosen -> chosen.posting().found())
                .map(rows -> new Carrier(
                        rows.table().alias(),
                        rows.carrier().map(Map.Entry::getKey).orElse(""),
                        rows.carrier()
                                .filter(field -> field.getValue().uses(Placeholder.document))
                                .isPresent()))
                .orElseGet(() -> new Carrier(Table.SH6.alias(), referenceField(), false));
    }

    /** The table of which a posting or a loss becomes a row. */
    String tableOf(DeliveryOrder order) {
        return mapping.flatMap(chosen -> chosen.request(order))
                .flatMap(WriterMapping.Request::found)
                .map(rows -> rows.table().alias())
                .orElse(order.loss() == null ? Table.SH6.alias() : LOSSES);
    }

    static ProtheusPostingService of(ProtheusConnection protheus, String name) {
        ProtheusProperties properties = protheus.properties();
        WriterFiles files = WriterFiles.of(name, properties.writers());
        Optional<WriterMapping> mapping = WriterMappings.load(name, properties.writers());
        Optional<ProtheusReadBack> readBack = mapping.map(
                chosen -> new ProtheusReadBack(properties, protheus.query(), protheus.capabilities(), chosen));
        Optional<StopReadBack> stops =
                mapping.flatMap(chosen -> readBack.map(tables -> new StopReadBack(protheus, chosen, tables)));
        Optional<ProtheusWriter> writer = mapping.map(chosen ->
                new ProtheusWriter(properties, protheus.authorization(), protheus.client(), protheus.writes(), chosen));
        return new ProtheusPostingService(files, mapping, readBack, stops, writer);
    }
}
