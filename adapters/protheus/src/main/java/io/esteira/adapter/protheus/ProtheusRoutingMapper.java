package io.esteira.adapter.protheus;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;

/** SG2, or what MRP was told of it, to routing steps. Protheus has no position of a step other than its operation code. */
final class ProtheusRoutingMapper extends ProtheusMapper {

    private static final int BEYOND_NUMBERS = 100;

    private final String phase;

    ProtheusRoutingMapper(PhaseSource phaseSource) {
        super(ProtheusReader.ROUTING);
        this.phase = phaseSource == PhaseSource.WORK_CENTRE ? "g2_ctrab" : "g2_recurso";
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        return row.has(MirrorList.PRODUCT) ? mirrored(record, row) : ofTable(record, row);
    }

    private static MappingResult mirrored(SourceRecord record, ProtheusRow row) {
        return MirrorList.refused(row).orElseGet(() -> {
            Ref item = row.requiredRef(MirrorList.PRODUCT);
            String routing = row.required("routing");
            String operation = row.required(MirrorList.OPERATION);
            return row.mapped(() -> new RoutingStepChange(
                    new Ref(record.sourceKey()),
                    item,
                    routing,
                    position(operation),
                    operation,
                    row.refOrNull(MirrorList.WORK_CENTRE),
                    null,
                    null));
        });
    }

    private MappingResult ofTable(SourceRecord record, ProtheusRow row) {
        Ref item = row.requiredRef("g2_produto");
        String routing = row.required("g2_codigo");
        String operation = row.required("g2_operac");
        return row.mapped(() -> new RoutingStepChange(
                new Ref(record.sourceKey()),
                item,
                routing,
                position(operation),
                operation,
                row.refOrNull(phase),
                row.textOrNull("g2_descri"),
                row.textOrNull("g2_recurso")));
    }

    /** Codes count 98, 99, 9A … 9Z, A0: what is no number comes after the numbers, in the order of base 36. */
    static int position(String operation) {
        int position = 0;
        boolean number = operation.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        for (char digit : operation.toCharArray()) {
            position = position * (number ? 10 : Character.MAX_RADIX)
                    + Math.max(0, Character.digit(digit, Character.MAX_RADIX));
        }
        return number ? position : BEYOND_NUMBERS + position;
    }
}
