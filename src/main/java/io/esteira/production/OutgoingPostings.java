package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Postings as they are to be told to a source, in its own codes where a mapping knows them. */
@Component
public class OutgoingPostings {

    private static final String SQL = SqlFile.read(OutgoingPostings.class, "posting-outgoing.sql");

    private final Companies companies;

    OutgoingPostings(Companies companies) {
        this.companies = companies;
    }

    /**
     * What a delivery brings of a posting, as it stands now. Losses that go apart are left out of the posting itself.
     *
     * @param lossReason the scrap reason that the delivery brings alone; null for the posting or its reversal
     */
    public DeliveryOrder read(
            Connection connection,
            UUID deliveryId,
            Kind kind,
            long postingId,
            String reference,
            @Nullable String lossReason)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, deliveryId);
            statement.setLong(2, postingId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no posting " + postingId);
                }
                DeliveryOrder whole = order(row, deliveryId, kind, reference);
                Map<String, String> erpReasons = erpReasons(row);
                if (lossReason != null) {
                    return inErpsReasons(loss(whole, lossReason), erpReasons);
                }
                return inErpsReasons(kind == Kind.POSTING ? without(apart(row), whole) : whole, erpReasons);
            }
        }
    }

    private DeliveryOrder order(ResultSet row, UUID deliveryId, Kind kind, String reference) throws SQLException {
        Company company = companies.get(row.getShort("company_id"));
        return new DeliveryOrder(
                deliveryId,
                kind,
                company.code(),
                company.zone(),
                reference,
                row.getString("source_key"),
                row.getString("number"),
                row.getString("item_code"),
                row.getString("operation"),
                row.getInt("sequence"),
                row.getString("phase"),
                row.getObject("posted_on", LocalDate.class),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getBigDecimal("good"),
                row.getBigDecimal("scrap"),
                scrap(row),
                row.getBigDecimal("rework"),
                row.getBoolean("completes"),
                row.getString("operator"),
                row.getString("equipment"),
                row.getString("note"),
                kind == Kind.POSTING ? null : reversal(row),
                null,
                row.getInt("refusals"));
    }

    /** Reasons of the posting that are one to the ERP become one. */
    private static DeliveryOrder inErpsReasons(DeliveryOrder order, Map<String, String> erpReasons) {
        Map<String, BigDecimal> quantities = new LinkedHashMap<>();
        order.scrapByReason()
                .forEach(scrap -> quantities.merge(
                        Objects.requireNonNull(erpReasons.get(scrap.reason())), scrap.quantity(), BigDecimal::add));
        List<Scrap> scrap = quantities.entrySet().stream()
                .map(each -> new Scrap(each.getKey(), each.getValue()))
                .toList();
        Scrap loss = order.loss() == null ? null : scrap.getFirst();
        return carrying(order, order.good(), order.scrap(), scrap, order.rework(), order.completes(), loss);
    }

    private static Set<String> apart(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("apart").getArray());
    }

    private static DeliveryOrder without(Set<String> apart, DeliveryOrder whole) {
        if (apart.isEmpty()) {
            return whole;
        }
        List<Scrap> rest = whole.scrapByReason().stream()
                .filter(scrap -> !apart.contains(scrap.reason()))
                .toList();
        BigDecimal scrap = rest.stream().map(Scrap::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        return carrying(whole, whole.good(), scrap, rest, whole.rework(), whole.completes(), null);
    }

    private static DeliveryOrder loss(DeliveryOrder whole, String reason) {
        Scrap loss = whole.scrapByReason().stream()
                .filter(scrap -> scrap.reason().equals(reason))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the posting has no scrap of reason " + reason));
        return carrying(whole, BigDecimal.ZERO, loss.quantity(), List.of(loss), BigDecimal.ZERO, false, loss);
    }

    private static DeliveryOrder carrying(
            DeliveryOrder whole,
            BigDecimal good,
            BigDecimal scrap,
            List<Scrap> scrapByReason,
            BigDecimal rework,
            boolean completes,
            @Nullable Scrap loss) {
        return new DeliveryOrder(
                whole.deliveryId(),
                whole.kind(),
                whole.company(),
                whole.zone(),
                whole.reference(),
                whole.orderKey(),
                whole.orderNumber(),
                whole.itemCode(),
                whole.operation(),
                whole.sequence(),
                whole.phaseCode(),
                whole.postedOn(),
                whole.startedAt(),
                whole.endedAt(),
                good,
                scrap,
                scrapByReason,
                rework,
                completes,
                whole.operator(),
                whole.equipment(),
                whole.note(),
                whole.reverses(),
                loss,
                whole.refusals());
    }

    private static Reversal reversal(ResultSet row) throws SQLException {
        String seen = row.getString("seen_key");
        return new Reversal(
                Objects.requireNonNullElse(row.getString("reference"), ""),
                seen == null ? row.getString("erp_key") : seen);
    }

    /** What each reason of the posting is called in the ERP. */
    private static Map<String, String> erpReasons(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray("reasons").getArray();
        String[] erps = (String[]) row.getArray("erp_reasons").getArray();
        Map<String, String> erpReasons = new HashMap<>();
        for (int i = 0; i < reasons.length; i++) {
            erpReasons.put(reasons[i], erps[i]);
        }
        return erpReasons;
    }

    private static List<Scrap> scrap(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray("reasons").getArray();
        BigDecimal[] quantities = (BigDecimal[]) row.getArray("quantities").getArray();
        List<Scrap> scrap = new ArrayList<>(reasons.length);
        for (int i = 0; i < reasons.length; i++) {
            scrap.add(new Scrap(reasons[i], quantities[i]));
        }
        return scrap;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
