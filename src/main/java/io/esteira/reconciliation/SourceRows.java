package io.esteira.reconciliation;

import io.esteira.adapter.SourceRecord;
import io.esteira.inbox.ContentHash;
import io.esteira.platform.Copy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a source has shown to a comparison: keys, hashes and months, so that memory does not grow with the source. */
@Component
class SourceRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As the database's {@code hub.month_of} reads days. */
    private static final Pattern MONTH = Pattern.compile(
            "\\s*(?:(?<year>[12]\\d{3})-?(?<month>0[1-9]|1[0-2])|\\d{2}/(?<monthOfDay>0[1-9]|1[0-2])/(?<yearOfDay>[12]\\d{3}))");

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    SourceRows(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** @param dayField of the payload; null where rows have no day */
    void keep(Claimed claimed, List<SourceRecord> records, @Nullable String dayField) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (Copy copy =
                new Copy(connection, "hub.reconciliation_row (reconciliation, source_key, content_hash, month)")) {
            for (SourceRecord record : records) {
                copy.value(claimed.id())
                        .value(record.sourceKey())
                        .value(ContentHash.of(record.payload()))
                        .value(dayField == null ? null : month(record.payload(), dayField))
                        .endRow();
            }
            copy.finish();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Those were looked for, and are not there. */
    void keepMissing(Claimed claimed, Collection<String> keys) {
        jdbc.sql("insert into hub.reconciliation_row (reconciliation, source_key) select ?, k from unnest(?::text[]) k")
                .params(claimed.id(), keys.toArray(String[]::new))
                .update();
    }

    /** The first day of the row's month. */
    static @Nullable LocalDate month(byte[] payload, String dayField) {
        String text = new String(payload, StandardCharsets.UTF_8);
        try {
            return Optional.ofNullable(JSON.readTree(text).get(dayField))
                    .map(day -> MONTH.matcher(day.asString("")))
                    .filter(Matcher::lookingAt)
                    .map(SourceRows::firstDay)
                    .orElse(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static LocalDate firstDay(Matcher day) {
        boolean yearFirst = day.group("year") != null;
        return LocalDate.of(
                Integer.parseInt(day.group(yearFirst ? "year" : "yearOfDay")),
                Integer.parseInt(day.group(yearFirst ? "month" : "monthOfDay")),
                1);
    }
}
