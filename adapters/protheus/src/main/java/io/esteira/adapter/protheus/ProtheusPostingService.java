package io.esteira.adapter.protheus;

import java.util.Optional;

/** What writes postings; empty where no mapping is set. */
record ProtheusPostingService(
        Optional<WriterMapping> mapping, Optional<ProtheusReadBack> readBack, Optional<ProtheusWriter> writer) {

    static ProtheusPostingService of(ProtheusConnection protheus) {
        ProtheusProperties properties = protheus.properties();
        Optional<WriterMapping> mapping = WriterMappings.load(properties.writer(), properties.writers());
        Optional<ProtheusReadBack> readBack = mapping.map(
                chosen -> new ProtheusReadBack(properties, protheus.query(), protheus.capabilities(), chosen));
        Optional<ProtheusWriter> writer = mapping.flatMap(chosen -> readBack.map(reader -> new ProtheusWriter(
                properties, protheus.authorization(), protheus.client(), protheus.writes(), chosen, reader)));
        return new ProtheusPostingService(mapping, readBack, writer);
    }
}
