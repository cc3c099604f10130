package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Production orders: SC2. The first reading and each snapshot cover all; between them the open ones are read, and those that ended
 * lately, so that an order which leaves the open set is seen as closed at the next run.
 */
final class ProtheusOrdersReader extends ProtheusReader {

    static final String ENTITY = "orders";

    ProtheusOrdersReader(Set<String> after, ProtheusProperties properties, GenericQuery query, Clock clock) {
        super(ENTITY, after, properties, query, clock);
    }

    @Override
    public Duration cadence() {
        return properties.orders().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return properties.orders().snapshotCadence();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        Instant start = clock.instant();
        ReadMark mark = ReadMark.of(request.watermark(), start);
        boolean whole = whole(request, mark);
        Question question = whole ? everything(company) : Question.of(Table.SC2, openOrEndedSince(company, mark));
        boolean resumes = request.mode() == ReadMode.INCREMENTAL && !mark.complete();
        return pages(company, query.slices(company, question, resumes ? mark.recno() : 0), slice -> {
            if (slice.last()) {
                return mark.completed(start);
            }
            return mark.complete() ? null : new ReadMark(slice.rows().getLast().recno(), start, false);
        });
    }

    private String openOrEndedSince(Company company, ReadMark mark) {
        LocalDate since =
                LocalDate.ofInstant(mark.asOf().minus(properties.orders().endedWithin()), company.zone());
        return "(C2_DATRF = '        ' OR C2_DATRF >= '" + DateTimeFormatter.BASIC_ISO_DATE.format(since) + "')";
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
        return in("C2_NUM", keys.stream().map(ProtheusOrdersReader::number).toList());
    }

    private static String number(String key) {
        return key.substring(0, Math.min(key.length(), OrderNumber.NUMBER_WIDTH))
                .stripTrailing();
    }
}
