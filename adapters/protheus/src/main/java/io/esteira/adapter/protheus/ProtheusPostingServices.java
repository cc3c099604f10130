package io.esteira.adapter.protheus;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What writes postings, company by company: each may have a mapping of its own. */
record ProtheusPostingServices(Map<String, ProtheusPostingService> byCompany) {

    /** @throws WriterRefusedException a mapping does not exist or is wrong */
    static void requireWriters(ProtheusProperties properties) {
        properties.companies().stream().map(properties::writerOf).distinct().forEach(writer -> {
            try {
                WriterMappings.load(writer, properties.writers());
            } catch (IllegalArgumentException | UncheckedIOException e) {
                throw new WriterRefusedException(writer, e);
            }
        });
    }

    /**
     * @throws IllegalArgumentException a mapping does not exist or is wrong: the message names file, line, field and reason; or stops
     *     are not read where one writes them: the message names the setting
     */
    static ProtheusPostingServices of(ProtheusConnection protheus) {
        ProtheusProperties properties = protheus.properties();
        Map<String, ProtheusPostingService> byWriter = properties.companies().stream()
                .map(properties::writerOf)
                .distinct()
                .collect(Collectors.toMap(writer -> writer, writer -> ProtheusPostingService.of(protheus, writer)));
        byWriter.values().stream()
                .flatMap(service -> service.mapping().stream())
                .forEach(mapping -> properties.downtimes().missing(mapping).ifPresent(from -> {
                    throw new IllegalArgumentException("esteira.adapters.protheus.downtimes.from must be " + from
                            + " where the writer is " + mapping.name() + ", whose stops nothing else shows / deve ser "
                            + from + " com o gravador " + mapping.name() + ", cujas paradas nada mais mostra");
                }));
        return new ProtheusPostingServices(properties.companies().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Company::code, company -> Objects.requireNonNull(byWriter.get(properties.writerOf(company))))));
    }

    ProtheusPostingService of(String company) {
        return Objects.requireNonNull(byCompany.get(company), () -> "Protheus does not serve company " + company);
    }

    boolean write() {
        return byCompany.values().stream().anyMatch(service -> service.writer().isPresent());
    }
}
