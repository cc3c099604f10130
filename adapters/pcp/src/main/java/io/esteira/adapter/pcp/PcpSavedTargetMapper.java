package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.FormerTargetChange;
import io.esteira.adapter.canonical.Ref;
import java.util.Objects;

/** {@code backup."metaFase"}: the numbers of the screen, as they were shown. */
final class PcpSavedTargetMapper extends PcpMapper {

    PcpSavedTargetMapper() {
        super("saved-targets");
    }

    @Override
    protected FormerTargetChange change(String key, PcpPayload row) {
        String phase = row.required("codFase");
        return new FormerTargetChange(
                new Ref(key),
                new Ref(row.required("plano")),
                row.date("dataBackup"),
                phase,
                Objects.requireNonNullElse(row.optional("nomeFase"), phase),
                row.quantity("previsao"),
                row.quantity("FaltaProgramar"),
                row.quantity("Carga Atual"),
                row.quantity("Fila"),
                row.quantity("Falta Produzir"),
                row.quantity("dias"),
                row.quantity("Meta Dia"));
    }
}
