package io.esteira.production;

import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Splits the losses off a posting that was accepted when they did not yet go apart. */
final class SplitLosses {

    private static final String SQL = SqlFile.read(SplitLosses.class, "posting-split-losses.sql");
    private static final String LOSSES = """
            select t.public_id, array(select c.reason from hub.posting_scrap c where c.posting_id = t.id order by c.reason) as reasons
            from hub.posting t where t.id = ?
            """;

    private SplitLosses() {}

    /** @param deliveryId of the posting itself, which has no losses apart */
    static void of(Connection connection, String company, long postingId, long deliveryId) throws SQLException {
        List<PostingStep> steps = steps(connection, company, postingId);
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("uuid", values(steps, PostingStep::id)));
            statement.setArray(2, connection.createArrayOf("text", values(steps, PostingStep::reference)));
            statement.setArray(3, connection.createArrayOf("text", values(steps, PostingStep::lossReason)));
            statement.setLong(4, deliveryId);
            statement.executeUpdate();
        }
    }

    private static List<PostingStep> steps(Connection connection, String company, long postingId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOSSES)) {
            statement.setLong(1, postingId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String[] reasons = (String[]) row.getArray("reasons").getArray();
                return PostingStep.losses(company, row.getObject("public_id", UUID.class), Stream.of(reasons))
                        .toList();
            }
        }
    }

    private static @Nullable Object[] values(List<PostingStep> steps, Function<PostingStep, @Nullable Object> value) {
        return steps.stream().map(value).toArray();
    }
}
