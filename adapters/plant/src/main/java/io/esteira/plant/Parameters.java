package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The current values of the {@link Parameter}s. Thread-safe. */
final class Parameters {

    private final JdbcClient jdbc;
    private final Map<Parameter, String> values = new ConcurrentHashMap<>();

    Parameters(JdbcClient jdbc) {
        this.jdbc = jdbc;
        for (Parameter parameter : Parameter.values()) {
            values.put(
                    parameter,
                    jdbc.sql("select value from plant.parameter where name = ?")
                            .param(parameter.name())
                            .query(String.class)
                            .optional()
                            .orElse(parameter.initial()));
        }
    }

    String get(Parameter parameter) {
        return values.getOrDefault(parameter, parameter.initial());
    }

    boolean isOn(Parameter parameter) {
        return get(parameter).equals("1");
    }

    BigDecimal number(Parameter parameter) {
        return new BigDecimal(get(parameter));
    }

    void set(Parameter parameter, String value) {
        int unused = jdbc.sql("""
                        insert into plant.parameter (name, value) values (?, ?)
                        on conflict (name) do update set value = excluded.value""").params(parameter.name(), value).update();
        values.put(parameter, value);
    }

    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        values.forEach((parameter, value) -> all.put(parameter.name(), value));
        return all;
    }

    /** Whether the period of a day is closed for movements. */
    boolean isClosed(LocalDate day) {
        return Dates.protheus(day).compareTo(get(Parameter.MV_ULMES)) <= 0;
    }
}
