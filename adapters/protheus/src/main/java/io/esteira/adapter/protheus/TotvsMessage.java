package io.esteira.adapter.protheus;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A message of TOTVS' EAI. Protheus numbers those to an MES all alike (UUID 1), so the id tells no message from another; it is only
 * given back.
 *
 * @param id as its sender numbers it
 * @param sender name of the product that sends it
 * @param type BusinessMessage, or WhoIs for a test of the connection
 * @param transaction such as ProductionOrder
 * @param group company of Protheus, {@code cEmpAnt}
 * @param branch branch of Protheus, {@code cFilAnt}
 * @param generatedOn when, as it says; without an offset in the branch's zone
 * @param event upsert or delete
 * @param content what it is about
 */
record TotvsMessage(
        String id,
        String sender,
        String type,
        String transaction,
        String group,
        String branch,
        String generatedOn,
        String event,
        XmlElement content) {

    static final String ROOT = "TOTVSMessage";

    private static final String INFORMATION = "MessageInformation";
    private static final String BUSINESS = "BusinessMessage";

    static TotvsMessage parse(String text) throws BrokenMessage {
        XmlElement root = SafeXml.parse(text);
        XmlElement information = root.child(INFORMATION).orElse(null);
        if (!root.name().equals(ROOT) || information == null) {
            throw new BrokenMessage("não é uma " + ROOT + " / not a " + ROOT);
        }
        return new TotvsMessage(
                information.textAt("UUID"),
                information.textAt("SourceApplication"),
                information.textAt("Type"),
                information.textAt("Transaction"),
                information.textAt("CompanyId"),
                information.textAt("BranchId"),
                information.textAt("GeneratedOn"),
                root.textAt(BUSINESS, "BusinessEvent", "Event"),
                root.at(BUSINESS, "BusinessContent").orElse(new XmlElement("", "", List.of(), "")));
    }

    boolean isWhoIs() {
        return type.equalsIgnoreCase("WhoIs") || transaction.equalsIgnoreCase("WhoIs");
    }

    boolean isProductionOrder() {
        return type.equalsIgnoreCase(BUSINESS) && transaction.equalsIgnoreCase("ProductionOrder");
    }

    boolean isDeletion() {
        return event.equalsIgnoreCase("delete");
    }

    /** Empty where it does not say. */
    Optional<Instant> generatedAt(ZoneId zone) {
        return parsed(zone).filter(at -> at.isAfter(Instant.EPOCH));
    }

    private Optional<Instant> parsed(ZoneId zone) {
        try {
            return Optional.of(OffsetDateTime.parse(generatedOn).toInstant());
        } catch (DateTimeException withoutOffset) {
            return generatedLocally(zone);
        }
    }

    private Optional<Instant> generatedLocally(ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(generatedOn).atZone(zone).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
