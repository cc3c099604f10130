package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcp.Engenharia}: a style. Those whose code starts with 5 or 6 are parts that other styles consume. */
final class CswStyleMapper extends CswMapper {

    CswStyleMapper() {
        super("styles");
    }

    @Override
    protected ItemChange change(String key, CswPayload row) {
        String code = row.required("codengenharia");
        boolean part = code.startsWith("5") || code.startsWith("6");
        return new ItemChange(
                new Ref(key),
                code,
                row.required("descricao"),
                part ? ItemChange.Kind.COMPONENT : ItemChange.Kind.STYLE,
                null,
                null,
                null,
                null,
                true);
    }
}
