package io.esteira.adapter.protheus;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.ItemChange.Kind;
import io.esteira.adapter.canonical.ItemExcerptChange;
import io.esteira.adapter.canonical.Ref;
import java.util.Map;

/** SB1, or what MRP was told of it, to items. Sizes and colours are part of the code in Protheus, so items have none of their own. */
final class ProtheusItemMapper extends ProtheusMapper {

    private static final String BLOCKED = "1";

    private final Map<String, Kind> kinds;

    /** @param kinds what the types of B1_TIPO are; a type that is not listed is a material */
    ProtheusItemMapper(Map<String, Kind> kinds) {
        super(ProtheusReader.ITEMS);
        this.kinds = Map.copyOf(kinds);
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        return row.has(MirrorList.PRODUCT) ? mirrored(row) : ofTable(row);
    }

    /** MRP's word for yes is 1; other services write true or T. */
    private MappingResult mirrored(ProtheusRow row) {
        return MirrorList.refused(row).orElseGet(() -> {
            Ref ref = row.requiredRef(MirrorList.PRODUCT);
            Kind kind = kinds.getOrDefault(row.text("type"), Kind.MATERIAL);
            boolean blocked = row.text("blocked").matches("(?i)1|true|\\.?t\\.?");
            return row.mapped(() -> new ItemExcerptChange(ref, ref.key(), kind, !blocked));
        });
    }

    private MappingResult ofTable(ProtheusRow row) {
        Ref ref = row.requiredRef("b1_cod");
        String description = row.required("b1_desc");
        Kind kind = kinds.getOrDefault(row.text("b1_tipo"), Kind.MATERIAL);
        boolean active = !row.text("b1_msblql").equals(BLOCKED);
        return row.mapped(() ->
                new ItemChange(ref, ref.key(), description, kind, null, null, null, row.textOrNull("b1_um"), active));
    }
}
