package io.esteira.inbox;

import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Streams by company, source and entity; made when first heard of. Safe for use by several threads. */
@Component
class Streams {

    private record Key(String company, String source, String entity) {}

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Map<Key, Stream> known = new ConcurrentHashMap<>();

    Streams(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    Stream get(String company, String source, String entity) {
        return known.computeIfAbsent(new Key(company, source, entity), this::findOrMake);
    }

    Stream get(short id) {
        return known.values().stream()
                .filter(stream -> stream.id() == id)
                .findAny()
                .orElseGet(() -> load(id));
    }

    private Stream load(short id) {
        return jdbc.sql("select company_id, source, entity from hub.stream where id = ?")
                .param(id)
                .query((row, n) -> get(
                        companies.get(row.getShort("company_id")).code(),
                        row.getString("source"),
                        row.getString("entity")))
                .single();
    }

    private Stream findOrMake(Key key) {
        Company company = companies.get(key.company());
        jdbc.sql("insert into hub.stream (company_id, source, entity) values (?, ?, ?) on conflict do nothing")
                .params(company.id(), key.source(), key.entity())
                .update();
        jdbc.sql("insert into hub.source_state (company_id, source) values (?, ?) on conflict do nothing")
                .params(company.id(), key.source())
                .update();
        short id = jdbc.sql("select id from hub.stream where company_id = ? and source = ? and entity = ?")
                .params(company.id(), key.source(), key.entity())
                .query(Short.class)
                .single();
        jdbc.sql("insert into hub.stream_state (stream_id) values (?) on conflict do nothing")
                .param(id)
                .update();
        return new Stream(id, company, key.source(), key.entity());
    }
}
