package io.esteira.adapter.csw;

import io.esteira.adapter.Polling;
import io.esteira.adapter.PollingRoutes;
import java.util.List;

/** Routes {@code csw.phases} … {@code csw.movements}. */
final class CswRoutes extends PollingRoutes {

    CswRoutes(List<CswReader> readers, Polling polling) {
        super(readers, polling);
    }
}
