package io.esteira.adapter.pcp;

import io.esteira.adapter.sql.SqlMapper;

/** A row of the planning database in, one change out. */
abstract class PcpMapper extends SqlMapper<PcpPayload> {

    PcpMapper(String entity) {
        super(PcpReader.SOURCE, entity, PcpPayload::new);
    }
}
