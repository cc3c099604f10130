package io.esteira.downtime;

import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stops as they are to be told to a source, in its own codes where a mapping knows them. */
@Component
public class OutgoingDowntimes {

    private static final String SQL = SqlFile.read(OutgoingDowntimes.class, "downtime-outgoing.sql");

    private final Companies companies;

    OutgoingDowntimes(Companies companies) {
        this.companies = companies;
    }

    /** What a delivery brings of a stop, as it stands now. */
    public DowntimeOrder read(
            Connection connection, UUID deliveryId, boolean reversal, long downtimeId, String target, String reference)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, deliveryId);
            statement.setString(2, target);
            statement.setLong(3, downtimeId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no stop " + downtimeId);
                }
                return order(row, deliveryId, reversal, reference);
            }
        }
    }

    private DowntimeOrder order(ResultSet row, UUID deliveryId, boolean reversal, String reference)
            throws SQLException {
        Company company = companies.get(row.getShort("company_id"));
        return new DowntimeOrder(
                deliveryId,
                company.code(),
                company.zone(),
                reference,
                row.getString("equipment"),
                row.getString("reason"),
                row.getBoolean("planned"),
                Objects.requireNonNull(instant(row, "started_at")),
                instant(row, "ended_at"),
                row.getString("source_key"),
                row.getString("number"),
                row.getString("operation"),
                row.getString("operator"),
                row.getString("note"),
                reversal ? reversal(row) : null,
                row.getInt("refusals"));
    }

    private static Reversal reversal(ResultSet row) throws SQLException {
        String seen = row.getString("seen_key");
        return new Reversal(
                Objects.requireNonNullElse(row.getString("reference"), ""),
                seen == null ? row.getString("erp_key") : seen);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
