package io.esteira.documents;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * How an answer is to be written.
 *
 * @param contentType what the answer says that it is
 * @param brazilian numbers and days as people write them in Brazil, where a file has no types
 * @param zone in which moments are told
 * @param rows the list to unfold, see {@link Table}
 */
record Form(
        Kind kind,
        MediaType contentType,
        boolean brazilian,
        ZoneId zone,
        @Nullable String rows) {

    enum Kind {
        /** The answer as GraphQL gives it. */
        JSON("application/json", "json"),
        FLAT("application/json;profile=flat", "json"),
        CSV("text/csv;charset=UTF-8", "csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        PARQUET("application/vnd.apache.parquet", "parquet");

        private final MediaType type;
        private final String extension;

        Kind(String type, String extension) {
            this.type = MediaType.parseMediaType(type);
            this.extension = extension;
        }

        String extension() {
            return extension;
        }
    }

    /** Names in an address that choose the form, unless the document has variables of these names. */
    static final List<String> PARAMETERS = List.of("format", "locale", "timeZone", "rows");

    private static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");
    private static final String BRAZILIAN = "pt-br";

    /**
     * Finds out what the caller wants; {@code format} goes before {@code Accept}.
     *
     * @param accept null when there is none
     */
    static Form of(PublishedDocument document, Parameters parameters, @Nullable String accept) {
        String format = own("format", document, parameters);
        Accepted accepted = format == null ? accepted(accept) : new Accepted(kind(format), null, null);
        String locale = own("locale", document, parameters);
        MediaType type = accepted.type() == null ? accepted.kind().type : accepted.type();
        return new Form(
                accepted.kind(),
                type,
                isBrazilian(locale == null ? accepted.locale() : locale),
                zone(own("timeZone", document, parameters)),
                own("rows", document, parameters));
    }

    Form as(Kind other) {
        return new Form(other, contentType, brazilian, zone, rows);
    }

    private static @Nullable String own(String name, PublishedDocument document, Parameters parameters) {
        boolean variable = document.operation().getVariableDefinitions().stream()
                .anyMatch(definition -> definition.getName().equals(name));
        return variable ? null : parameters.single(name);
    }

    private record Accepted(
            Kind kind, @Nullable MediaType type, @Nullable String locale) {}

    private static Kind kind(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> Kind.JSON;
            case "flat" -> Kind.FLAT;
            case "csv" -> Kind.CSV;
            case "xlsx" -> Kind.XLSX;
            case "parquet" -> Kind.PARQUET;
            default -> throw DocumentRefused.badVariable("format", "is to be json, flat, csv, xlsx or parquet.");
        };
    }

    private static Accepted accepted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return new Accepted(Kind.JSON, null, null);
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                            .reversed())
                    .map(Form::answering)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElseThrow(DocumentRefused::notAcceptable);
        } catch (InvalidMediaTypeException e) {
            throw DocumentRefused.notAcceptable();
        }
    }

    private static @Nullable Accepted answering(MediaType type) {
        String locale = type.getParameter("locale");
        if (type.equalsTypeAndSubtype(GRAPHQL)) {
            return new Accepted(Kind.JSON, GRAPHQL, null);
        }
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            String profile = type.getParameter("profile");
            boolean flat = profile != null && profile.replace("\"", "").equals("flat");
            return new Accepted(flat ? Kind.FLAT : Kind.JSON, null, null);
        }
        if (type.includes(MediaType.APPLICATION_JSON)) {
            return new Accepted(Kind.JSON, null, null);
        }
        if (type.includes(Kind.CSV.type) || type.equalsTypeAndSubtype(Kind.CSV.type)) {
            return new Accepted(Kind.CSV, null, locale);
        }
        if (type.includes(Kind.XLSX.type)) {
            return new Accepted(Kind.XLSX, null, locale);
        }
        return type.includes(Kind.PARQUET.type) ? new Accepted(Kind.PARQUET, null, null) : null;
    }

    private static boolean isBrazilian(@Nullable String locale) {
        if (locale == null || locale.equalsIgnoreCase("en")) {
            return false;
        }
        if (locale.replace("\"", "").toLowerCase(Locale.ROOT).equals(BRAZILIAN)) {
            return true;
        }
        throw DocumentRefused.badVariable("locale", "is to be pt-BR or en.");
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw DocumentRefused.badVariable("timeZone", "is to be one such as America/Sao_Paulo.");
        }
    }
}
