package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.rows.ChangeMapper;
import java.time.ZoneId;
import java.util.List;

/** A row of CSW in, one change out. */
abstract class CswMapper extends ChangeMapper<CswPayload> {

    CswMapper(String entity) {
        super(CswReader.SOURCE, entity, CswPayload::new);
    }

    /**
     * @param leadingZeroPrefixes first characters of a product's parent whose style code has a zero in front
     * @param zone in which CSW writes its dates and times
     */
    static List<CanonicalMapper> all(List<String> leadingZeroPrefixes, ZoneId zone) {
        return List.of(
                new CswPhaseMapper(),
                new CswStyleMapper(),
                new CswItemMapper(leadingZeroPrefixes),
                new CswOrderMapper(),
                new CswOrderLineMapper(),
                new CswRoutingMapper(),
                new CswMovementMapper(zone),
                new CswStyleRoutingMapper(),
                new CswComponentMapper(),
                new CswLotMapper(),
                new CswForecastMapper(),
                new CswCollectionMapper(),
                new CswInvoiceTypeMapper(),
                new CswSalesOrderMapper(),
                new CswSalesOrderLineMapper(),
                new CswStockMapper(),
                new CswSubcontractorMapper(),
                new CswShipmentMapper(),
                CswNoteMapper.ofSent(),
                CswNoteMapper.ofReturned());
    }
}
