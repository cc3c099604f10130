package io.esteira.adapter.csw;

import io.esteira.adapter.sql.SqlMapper;

/** A row of CSW in, one change out. */
abstract class CswMapper extends SqlMapper<CswPayload> {

    CswMapper(String entity) {
        super(CswReader.SOURCE, entity, CswPayload::new);
    }
}
