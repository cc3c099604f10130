package io.esteira.adapter.csw;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A site's own table that takes postings. Each posting opens its own connection, since the pool is read-only. */
final class CswInterfaceTable {

    private final CswDatabase database;
    private final CswProperties properties;

    CswInterfaceTable(CswDatabase database, CswProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    boolean isMapped() {
        return insertSql().isPresent() && database.find("posting-read-back").isPresent();
    }

    private Optional<String> insertSql() {
        return database.find("posting");
    }

    DeliveryOutcome insert(DeliveryOrder order) {
        Connection connection;
        try {
            connection = DriverManager.getConnection(properties.url(), properties.user(), properties.password());
        } catch (SQLException e) {
            return new DeliveryOutcome.NotExecuted("CSW does not answer: " + e.getMessage(), null);
        }
        try (connection) {
            connection.setAutoCommit(false);
            try {
                new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true))
                        .update(insertSql().orElseThrow(), parameters(order));
            } catch (DataAccessException e) {
                // Nothing is committed yet, so a refusal is sure to have had no effect.
                return new DeliveryOutcome.Rejected(
                        "SQL", String.valueOf(e.getMostSpecificCause().getMessage()));
            }
            connection.commit();
            return new DeliveryOutcome.Delivered(null, "inserted");
        } catch (SQLException e) {
            return new DeliveryOutcome.Uncertain("CSW did not confirm the INSERT: " + e.getMessage());
        }
    }

    List<String> find(String reference) {
        return database.query("posting-read-back", Map.of("reference", reference), 2, (row, n) -> row.getString(1));
    }

    private Map<String, @Nullable Object> parameters(DeliveryOrder order) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("reference", order.reference());
        parameters.put("company", sourceCompany(order.company()));
        parameters.put("order", order.orderKey());
        parameters.put("phase", order.phaseCode());
        parameters.put("sequence", order.sequence());
        parameters.put("day", order.postedOn().toString());
        parameters.put("good", order.good());
        parameters.put("scrap", order.scrap());
        parameters.put("operator", order.operator());
        parameters.put("note", order.note());
        return parameters;
    }

    private String sourceCompany(String company) {
        return properties.companies().entrySet().stream()
                .filter(entry -> entry.getValue().equals(company))
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow();
    }
}
