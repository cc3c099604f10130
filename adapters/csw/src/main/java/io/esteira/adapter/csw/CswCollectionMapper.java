package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.CollectionChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcp.Colecoes}. */
final class CswCollectionMapper extends CswMapper {

    CswCollectionMapper() {
        super("collections");
    }

    @Override
    protected CollectionChange change(String key, CswPayload row) {
        return new CollectionChange(new Ref(key), row.required("codcolecao"), row.required("nome"));
    }
}
