package io.esteira.delivery;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The book of what people decide about deliveries, beside the audit; written in the transaction of the decision. */
@Component
class DeliveryDecisions {

    /**
     * A value that was mended.
     *
     * @param path where it is, as a JSON Pointer
     * @param before as JSON
     * @param after as JSON
     */
    record Change(String path, String before, String after) {}

    /**
     * A decision.
     *
     * @param reason null where none was asked for
     * @param erpKey the row that the delivery became, as a person has named it; null where nobody has
     */
    record Decision(
            Kind kind, @Nullable String reason, @Nullable String erpKey, List<Change> changes) {}

    /** What was decided; the audit knows it by its action. */
    enum Kind {
        RESEND("delivery.resend"),
        CANCEL("delivery.cancel"),
        CLOSE_BY_HAND("delivery.close");

        private final String action;

        Kind(String action) {
            this.action = action;
        }
    }

    private static final String KEEP = """
            insert into hub.delivery_decision (delivery_id, kind, reason, erp_key, changes, decided_by) values (?, ?, ?, ?, ?::jsonb, ?)
            """;

    private final Audit audit;

    DeliveryDecisions(Audit audit) {
        this.audit = audit;
    }

    void record(Connection connection, Caller caller, OpenDelivery delivery, Decision decision) throws SQLException {
        Jdbc.update(
                connection,
                KEEP,
                delivery.id(),
                decision.kind().name(),
                decision.reason(),
                decision.erpKey(),
                JsonMapper.shared().writeValueAsString(decision.changes()),
                caller.name());
        audit.record(
                caller,
                decision.kind().action,
                delivery.companyId(),
                delivery.publicId().toString(),
                detail(decision));
    }

    /** Values may be of persons, whom the audit does not keep. */
    private static Map<String, ?> detail(Decision decision) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("corrected", decision.changes().stream().map(Change::path).toList());
        if (decision.reason() != null) {
            detail.put("reason", decision.reason());
        }
        if (decision.erpKey() != null) {
            detail.put("erpKey", decision.erpKey());
        }
        return detail;
    }

    /** What differs between two states of the same values. */
    static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        return new TreeMap<>(before)
                .entrySet().stream()
                        .filter(value -> !value.getValue().equals(after.get(value.getKey())))
                        .map(value -> new Change(
                                '/' + value.getKey(), value.getValue(), String.valueOf(after.get(value.getKey()))))
                        .toList();
    }
}
