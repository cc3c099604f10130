package io.esteira.adapter.pcp;

import static java.util.Map.entry;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractStatusChange;
import io.esteira.adapter.canonical.SubcontractStatusChange.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code pcp."StatusTerceirizadoOP"}: what was told of an order at its subcontractor, now and before. */
final class PcpStatusMapper extends PcpMapper {

    /** By what is left of the words that people choose from. */
    private static final Map<String, Status> STATUSES = Map.ofEntries(
            entry("NAOINFORMADO", Status.NOT_REPORTED),
            entry("NAOINICIADA", Status.NOT_STARTED),
            entry("NAOINICIADO", Status.NOT_STARTED),
            entry("PREPARACAO", Status.PREPARING),
            entry("COSTURANDO", Status.SEWING),
            entry("ACABAMENTO", Status.FINISHING),
            entry("AGUARDANDOREPOSICAO", Status.AWAITING_REPLACEMENT),
            entry("FINALIZADO", Status.FINISHED),
            entry("RECOLHIDO", Status.COLLECTED),
            entry("CONSERTANDO", Status.REPAIRING));

    PcpStatusMapper() {
        super("statuses");
    }

    @Override
    protected SubcontractStatusChange change(String key, PcpPayload row) {
        return new SubcontractStatusChange(
                new Ref(key),
                row.required("numeroop"),
                status(row.optional("status")),
                !row.flag("atual"),
                row.optional("justificativa"),
                row.optionalDate("dataPrevAtualizada"),
                row.dateTime("dataMarcacao"),
                row.optional("usuario"));
    }

    /** A new day may be promised without a word of how far the order is. */
    private static Status status(@Nullable String text) {
        if (text == null) {
            return Status.NOT_REPORTED;
        }
        Status status = STATUSES.get(PlainText.of(text).replaceAll("[^A-Z]", ""));
        if (status == null) {
            throw PcpPayload.unknownCode(
                    "status",
                    "'" + text
                            + "' is no status of an order at a subcontractor: write NaoInformado, Nao Iniciada, Preparacao, "
                            + "Costurando, Acabamento, Aguardando Reposicao, Finalizado, Recolhido or Consertando");
        }
        return status;
    }
}
