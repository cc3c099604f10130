package io.esteira.adapter.protheus;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.DowntimeReasonChange;
import io.esteira.adapter.canonical.Ref;

/** SX5 table 44, or a stop reason of SIGASFC, to reasons of stops. One without a description is called by its code. */
final class ProtheusDowntimeReasonMapper extends ProtheusMapper {

    ProtheusDowntimeReasonMapper() {
        super(ProtheusReader.DOWNTIME_REASONS);
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        boolean table = row.has("x5_chave");
        Ref ref = row.requiredRef(table ? "x5_chave" : "code");
        String text = row.text(table ? "x5_descri" : "description");
        return row.mapped(() -> new DowntimeReasonChange(ref, ref.key(), text.isEmpty() ? ref.key() : text));
    }
}
