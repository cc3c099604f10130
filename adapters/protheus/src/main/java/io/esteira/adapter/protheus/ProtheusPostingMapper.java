package io.esteira.adapter.protheus;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** SH6 to postings. A row that Protheus keeps as deleted is a reversed posting; SH6 tells nothing of rework. */
final class ProtheusPostingMapper extends ProtheusMapper {

    private static final String DELETED = "*";
    private static final String TOTAL = "T";

    private final Map<String, ZoneId> zones;

    private final UnaryOperator<String> referenceField;

    /**
     * @param zones the zone in which each company's Protheus writes dates and times
     * @param referenceField by company, the field of SH6 that carries references
     */
    ProtheusPostingMapper(Map<String, ZoneId> zones, UnaryOperator<String> referenceField) {
        super(ProtheusReader.POSTINGS);
        this.zones = Map.copyOf(zones);
        this.referenceField = referenceField;
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        return inZone(zones, record, zone -> map(record, row, zone));
    }

    private MappingResult map(SourceRecord record, ProtheusRow row, ZoneId zone) {
        Ref order = row.requiredRef("h6_op");
        String operation = row.required("h6_operac");
        Instant started = row.moment("h6_dataini", "h6_horaini", zone);
        Instant ended = row.moment("h6_datafin", "h6_horafin", zone);
        BigDecimal good = row.quantity("h6_qtdprod");
        @Nullable BigDecimal scrap = row.has("h6_qtdperd") ? row.quantityOrZero("h6_qtdperd") : null;
        LocalDate posted = postedOn(row);
        String comment = row.text("h6_observa");
        return row.mapped(() -> new PostingChange(
                new Ref(record.sourceKey()),
                order,
                null,
                operation,
                posted,
                started,
                ended,
                good,
                scrap,
                null,
                row.text("h6_pt").equals(TOTAL),
                row.textOrNull("h6_operado"),
                row.textOrNull("h6_recurso"),
                ProtheusReference.noteOf(comment),
                reference(row, record.company(), comment),
                row.text("d_e_l_e_t_").equals(DELETED)));
    }

    /** What a person types by hand in the hub's place stands in the comment, whatever field the service writes. */
    private @Nullable String reference(ProtheusRow row, String company, String comment) {
        return ProtheusReference.find(row.text(Table.key(referenceField.apply(company))))
                .or(() -> ProtheusReference.find(comment))
                .orElse(null);
    }

    /** Old rows have no report date: the day on which the work ended stands for it. */
    private static LocalDate postedOn(ProtheusRow row) {
        @Nullable LocalDate reported = row.date("h6_dtapont");
        @Nullable LocalDate date = reported == null ? row.date("h6_datafin") : reported;
        if (date == null) {
            row.reject(
                    IssueCode.MISSING_FIELD,
                    "h6_dtapont",
                    "the posting has no date: h6_dtapont and h6_datafin are blank");
            return LocalDate.EPOCH;
        }
        return date;
    }
}
