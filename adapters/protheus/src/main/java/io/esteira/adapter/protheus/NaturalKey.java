package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What makes a posting the same to Protheus where no field carries a reference: of what the mapping sends that which SH6 shows
 * again. What is not sent Protheus fills in as it likes, so it says nothing.
 */
final class NaturalKey {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Whether the text in a field of SH6 is the delivery's. */
    private interface Test {
        boolean fits(String text, DeliveryOrder order, ZoneId zone);
    }

    private final Map<String, Test> fields = new LinkedHashMap<>();

    NaturalKey(Request request) {
        add(
                request,
                "H6_OPERAC",
                uses(Placeholder.operation),
                (text, order, zone) -> order.operation() == null || text.equals(order.operation()));
        add(request, "H6_QTDPROD", uses(Placeholder.good), (text, order, zone) -> same(text, order.good()));
        add(request, "H6_QTDPERD", uses(Placeholder.scrap), (text, order, zone) -> same(text, order.scrap()));
        add(
                request,
                "H6_DTAPONT",
                uses(Placeholder.postedOn),
                (text, order, zone) -> text.equals(DAY.format(order.postedOn())));
        moment(request, "INI", Placeholder.startedAt, ReportedInterval::start);
        moment(request, "FIN", Placeholder.endedAt, ReportedInterval::end);
    }

    private static Predicate<Template> uses(Placeholder placeholder) {
        return template -> template.uses(placeholder);
    }

    private void moment(Request request, String end, Placeholder placeholder, Function<DeliveryOrder, Instant> moment) {
        add(
                request,
                "H6_DATA" + end,
                template -> template.writesDay(placeholder),
                (text, order, zone) ->
                        text.equals(DAY.format(moment.apply(order).atZone(zone).toLocalDate())));
        add(
                request,
                "H6_HORA" + end,
                template -> template.writesTime(placeholder),
                (text, order, zone) ->
                        text.equals(TIME.format(moment.apply(order).atZone(zone))));
    }

    private void add(Request request, String field, Predicate<Template> sent, Test test) {
        if (request.sends(sent)) {
            fields.put(field, test);
        }
    }

    /** The fields of SH6 that have to be shown for a row to be recognised. */
    List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    /** Without the quantity it would fit all postings of an operation. */
    boolean tellsQuantities() {
        return fields.containsKey("H6_QTDPROD");
    }

    boolean fits(Row row, DeliveryOrder order, Company company) {
        return fields.entrySet().stream()
                .allMatch(field -> field.getValue().fits(row.text(field.getKey()), order, company.zone()));
    }

    static boolean same(String text, BigDecimal number) {
        try {
            return new BigDecimal(text.strip().replace(',', '.')).compareTo(number) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
