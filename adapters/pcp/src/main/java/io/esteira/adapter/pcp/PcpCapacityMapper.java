package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractCapacityChange;

/** {@code pcp."faccaoCategoria"}, with what {@code pcp.faccionista} calls the subcontractor. */
final class PcpCapacityMapper extends PcpMapper {

    PcpCapacityMapper() {
        super("capacities");
    }

    @Override
    protected SubcontractCapacityChange change(String key, PcpPayload row) {
        row.unambiguous("nomecategoria");
        return new SubcontractCapacityChange(
                new Ref(key),
                row.required("codfaccionista"),
                row.optional("apelidofaccionista"),
                row.required("codfase"),
                row.required("nomecategoria"),
                row.quantity("Capacidade/dia"),
                row.optionalWhole("leadTime"));
    }
}
