package io.esteira.adapter.protheus;

import java.util.Optional;

/** What writes postings; empty where no mapping is set. */
record ProtheusPostingService(
        Optional<WriterMapping> mapping, Optional<ProtheusReadBack> readBack, Optional<ProtheusWriter> writer) {

    private static final String COMMENT = "H6_OBSERVA";

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

    /** By the writer of all companies that name none. */
    static ProtheusPostingService of(ProtheusConnection protheus) {
        return of(protheus, protheus.properties().writer());
    }

    static ProtheusPostingService of(ProtheusConnection protheus, String name) {
        ProtheusProperties properties = protheus.properties();
        Optional<WriterMapping> mapping = WriterMappings.load(name, properties.writers());
        Optional<ProtheusReadBack> readBack = mapping.map(
                chosen -> new ProtheusReadBack(properties, protheus.query(), protheus.capabilities(), chosen));
        Optional<ProtheusWriter> writer = mapping.map(chosen ->
                new ProtheusWriter(properties, protheus.authorization(), protheus.client(), protheus.writes(), chosen));
        return new ProtheusPostingService(mapping, readBack, writer);
    }
}
