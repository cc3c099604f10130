package io.esteira.plant;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counters of the plant that survive a restart. */
final class PlantState {

    static final String SEED = "seed";
    static final String TICK = "tick";
    static final String NEXT_CSW_ORDER = "csw.next";
    static final String NEXT_CSW_SALE = "csw.sale.next";
    static final String NEXT_PROTHEUS_ORDER = "protheus.next";

    private final JdbcClient jdbc;

    PlantState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void set(String name, long value) {
        int unused = jdbc.sql("""
                        insert into plant.state (name, value) values (?, ?)
                        on conflict (name) do update set value = excluded.value""").params(name, Long.toString(value)).update();
    }

    long get(String name) {
        return Long.parseLong(jdbc.sql("select value from plant.state where name = ?")
                .param(name)
                .query(String.class)
                .single());
    }

    /** The counter as it was, after which it stands one higher. */
    long next(String name) {
        return Long.parseLong(
                        jdbc.sql("update plant.state set value = value::bigint + 1 where name = ? returning value")
                                .param(name)
                                .query(String.class)
                                .single())
                - 1;
    }
}
