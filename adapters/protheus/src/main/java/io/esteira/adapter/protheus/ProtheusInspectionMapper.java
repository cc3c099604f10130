package io.esteira.adapter.protheus;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.InspectionChange;
import io.esteira.adapter.canonical.InspectionChange.Status;
import io.esteira.adapter.canonical.InspectionChange.Verdict;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** QPK with its verdict, or a row of QIP's list, to inspections. The list's letters are the sources' codes for both. */
final class ProtheusInspectionMapper extends ProtheusMapper {

    static final String RECNO = "recno";
    static final String OPERATION = "operationid";
    static final String ITEM = "productid";

    ProtheusInspectionMapper() {
        super(ProtheusReader.INSPECTIONS);
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        Ref ref = new Ref(record.sourceKey());
        return row.has(RECNO) ? listed(ref, row) : ofTable(ref, row);
    }

    private static MappingResult listed(Ref ref, ProtheusRow row) {
        Ref item = row.requiredRef(ITEM);
        BigDecimal size = row.quantityOrNull("lotSize");
        LocalDate created = row.date("date");
        LocalDate produced = row.date("productionDate");
        String status = row.required("status");
        String verdict = row.text("operationReport");
        return row.mapped(() -> new InspectionChange(
                ref,
                row.refOrNull("productionOrderID"),
                item,
                row.textOrNull(OPERATION),
                row.textOrNull("operation"),
                row.textOrNull("resource"),
                row.textOrNull("lot"),
                row.textOrNull("serialNumber"),
                size,
                row.textOrNull("lotUnitID"),
                created,
                produced,
                row.textOrNull("specificationVersion"),
                status(status),
                status,
                verdict(verdict),
                verdict.isEmpty() ? null : verdict,
                row.textOrNull("customer")));
    }

    private static MappingResult ofTable(Ref ref, ProtheusRow row) {
        Ref item = row.requiredRef("qpk_produt");
        BigDecimal size = row.quantityOrNull("qpk_tamlot");
        LocalDate created = row.date("qpk_emissa");
        LocalDate produced = row.date("qpk_dtprod");
        String situation = row.text("qpk_sitop");
        String letter = letter(situation);
        String verdict = verdictOfTable(row.text(InspectionTableReader.VERDICT));
        return row.mapped(() -> new InspectionChange(
                ref,
                row.refOrNull("qpk_op"),
                item,
                null,
                null,
                null,
                row.textOrNull("qpk_lote"),
                row.textOrNull("qpk_numser"),
                size,
                row.textOrNull("qpk_um"),
                created,
                produced,
                row.textOrNull("qpk_revi"),
                letter.isEmpty() ? Status.PENDING : status(letter),
                letter.isEmpty() ? situation : letter,
                verdict(verdict),
                verdict.isEmpty() ? null : verdict,
                customer(row)));
    }

    private static @Nullable String customer(ProtheusRow row) {
        String code = row.text("qpk_client");
        String store = row.text("qpk_loja");
        return code.isEmpty() ? null : store.isEmpty() ? code : code + "-" + store;
    }

    /** The letter that QIP's list has for a situation; blank for one without a verdict. */
    private static String letter(String situation) {
        return switch (situation) {
            case "2" -> "A";
            case "3" -> "R";
            case "4" -> "U";
            case "5" -> "C";
            case "6" -> "E";
            default -> "";
        };
    }

    /** QPM writes E where QIP's list says R. */
    private static String verdictOfTable(String verdict) {
        return verdict.equals("E") ? "R" : verdict;
    }

    private static Status status(String letter) {
        return switch (letter) {
            case "N" -> Status.NOT_STARTED;
            case "I" -> Status.IN_PROGRESS;
            case "A" -> Status.APPROVED;
            case "R" -> Status.REJECTED;
            default -> Status.OTHER;
        };
    }

    private static @Nullable Verdict verdict(String letter) {
        return switch (letter) {
            case "" -> null;
            case "A" -> Verdict.APPROVED;
            case "R" -> Verdict.REJECTED;
            default -> Verdict.OTHER;
        };
    }
}
