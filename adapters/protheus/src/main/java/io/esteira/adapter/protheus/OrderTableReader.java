package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Production orders: SC2. Each run covers the open ones; one that a run does not show any more has ended, and is found by its key.
 * The first run reads all the ended ones too, later runs those that ended lately, since their end may still be corrected.
 */
final class OrderTableReader extends TableReader {

    private static final String BLANK_DATE = "'        '";
    private static final String OPEN = "C2_DATRF = " + BLANK_DATE;

    OrderTableReader(Set<String> after, ProtheusConnection protheus) {
        super(ORDERS, protheus.properties().orders().cadence(), after, protheus);
    }

    @Override
    public Optional<String> dayField() {
        return Optional.of("c2_emissao");
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        return endedThenOpen(company, Question.of(Table.SC2, ended(request, company)), Question.of(Table.SC2, OPEN));
    }

    private String ended(ReadRequest request, Company company) {
        return request.since()
                .map(ReadMark::of)
                .map(mark -> LocalDate.ofInstant(
                        mark.asOf().minus(properties.orders().endedWithin()), company.zone()))
                .map(since -> "C2_DATRF >= '" + DateTimeFormatter.BASIC_ISO_DATE.format(since) + "'")
                .orElse("C2_DATRF <> " + BLANK_DATE);
    }

    @Override
    Question everything(Company company) {
        return Question.of(Table.SC2, "");
    }

    @Override
    String keyOf(Row row) {
        return OrderNumber.of(row);
    }

    @Override
    String whereKeyIn(List<String> keys) {
        return in("C2_NUM", keys.stream().map(OrderTableReader::number).toList());
    }

    private static String number(String key) {
        return key.substring(0, Math.min(key.length(), OrderNumber.NUMBER_WIDTH))
                .stripTrailing();
    }
}
