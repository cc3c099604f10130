package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.DowntimeReasonChange;
import io.esteira.adapter.canonical.Ref;

/** SX5 table 44, or a stop reason of SIGASFC, to reasons of stops. One without a description is called by its code. */
final class ProtheusDowntimeReasonMapper implements CanonicalMapper {

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public String entity() {
        return ProtheusDowntimeReasonsReader.ENTITY;
    }

    @Override
    public MappingResult map(SourceRecord record) {
        return ProtheusRow.read(record, row -> {
            boolean table = row.has("x5_chave");
            Ref ref = row.requiredRef(table ? "x5_chave" : "code");
            String text = row.text(table ? "x5_descri" : "description");
            return row.mapped(() -> new DowntimeReasonChange(ref, ref.key(), text.isEmpty() ? ref.key() : text));
        });
    }
}
