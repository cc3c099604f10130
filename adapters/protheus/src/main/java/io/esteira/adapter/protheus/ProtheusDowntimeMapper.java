package io.esteira.adapter.protheus;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.adapter.canonical.Ref;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SH6 of type I, where a deleted row is a reversed stop, or a stop report of SIGASFC, to stops. */
final class ProtheusDowntimeMapper extends ProtheusMapper {

    private static final String DELETED = "*";
    private static final String PLANNED = "1";

    private final Map<String, ZoneId> zones;

    /** @param zones the zone in which each company's Protheus writes dates and times */
    ProtheusDowntimeMapper(Map<String, ZoneId> zones) {
        super(ProtheusReader.DOWNTIMES);
        this.zones = Map.copyOf(zones);
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        return inZone(
                zones, record, zone -> row.has("h6_recurso") ? table(record, row, zone) : report(record, row, zone));
    }

    private static MappingResult table(SourceRecord record, ProtheusRow row, ZoneId zone) {
        String machine = row.required("h6_recurso");
        Instant start = start(row, row.moment("h6_dataini", "h6_horaini", zone), "h6_dataini");
        Instant end = end(row, start, row.moment("h6_datafin", "h6_horafin", zone), "h6_datafin");
        String comment = row.text("h6_observa");
        return row.mapped(() -> new DowntimeChange(
                new Ref(record.sourceKey()),
                machine,
                row.textOrNull("h6_motivo"),
                null,
                start,
                end,
                row.refOrNull("h6_op"),
                row.textOrNull("h6_operac"),
                row.textOrNull("h6_operado"),
                ProtheusReference.noteOf(comment),
                ProtheusReference.find(comment).orElse(null),
                row.text("d_e_l_e_t_").equals(DELETED)));
    }

    private static MappingResult report(SourceRecord record, ProtheusRow row, ZoneId zone) {
        String machine = row.required("MachineCode");
        Instant start = start(row, moment(row, "StartDateTime", zone), "StartDateTime");
        Instant end = end(row, start, moment(row, "EndDateTime", zone), "EndDateTime");
        String type = row.text("StopType");
        return row.mapped(() -> new DowntimeChange(
                new Ref(record.sourceKey()),
                machine,
                row.textOrNull("StopReasonCode"),
                type.isEmpty() ? null : type.equals(PLANNED),
                start,
                end,
                row.refOrNull("ProductionOrder"),
                row.textOrNull("ActivityCode"),
                row.textOrNull("OperatorCode"),
                ProtheusReference.noteOf(row.text("Observation")),
                reference(row),
                StopReportList.isYes(row.text(StopReportList.REVERSED))));
    }

    /** The document is the reference alone; what a person typed in the hub's place stands in the remark. */
    private static @Nullable String reference(ProtheusRow row) {
        return Optional.of(ProtheusReference.marked(row.text("DocumentCode")))
                .filter(document -> document.length() == ProtheusReference.MARKED)
                .flatMap(ProtheusReference::find)
                .or(() -> ProtheusReference.find(row.text("Observation")))
                .orElse(null);
    }

    private static Instant start(ProtheusRow row, @Nullable Instant start, String field) {
        if (start == null) {
            row.reject(IssueCode.MISSING_FIELD, field, "the stop has no begin: " + field + " is blank or no moment");
            return Instant.EPOCH;
        }
        return start;
    }

    private static @Nullable Instant end(ProtheusRow row, Instant start, @Nullable Instant end, String field) {
        if (end != null && end.isBefore(start)) {
            row.reject(IssueCode.INVALID_DATE, field, "the stop ends before it begins");
        }
        return end;
    }

    /** With an offset, or as the clock on the wall shows it; null when blank. */
    private static @Nullable Instant moment(ProtheusRow row, String field, ZoneId zone) {
        String text = row.text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches(".*(?:Z|[+-]\\d{2}:?\\d{2})$") && text.indexOf('T') > 0
                    ? OffsetDateTime.parse(text.replaceAll("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            row.reject(IssueCode.INVALID_DATE, field, field + " is no moment: " + text);
            return null;
        }
    }
}
