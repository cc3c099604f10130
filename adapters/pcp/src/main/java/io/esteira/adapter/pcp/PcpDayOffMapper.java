package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.DayOffChange;
import io.esteira.adapter.canonical.Ref;
import java.time.LocalDate;

/** {@code pcp."CadastroFeriados"}, in which feasts that move stand on the days of another year. */
final class PcpDayOffMapper extends PcpMapper {

    PcpDayOffMapper() {
        super("days-off");
    }

    @Override
    protected DayOffChange change(String key, PcpPayload row) {
        LocalDate day = row.date("data");
        String name = row.required("descricaoFeriado");
        MovableFeasts.of(name, day.getYear())
                .filter(days -> !days.contains(day))
                .ifPresent(days -> {
                    throw PcpPayload.invalidDate(
                            "data",
                            day + " is not " + name + ", which in " + day.getYear() + " is on "
                                    + String.join(
                                            " and ",
                                            days.stream()
                                                    .map(LocalDate::toString)
                                                    .toList())
                                    + ": mend the day, or take the row out");
                });
        return new DayOffChange(new Ref(key), day, name);
    }
}
