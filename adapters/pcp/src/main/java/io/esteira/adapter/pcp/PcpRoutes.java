package io.esteira.adapter.pcp;

import io.esteira.adapter.Polling;
import io.esteira.adapter.PollingRoutes;
import java.util.List;

/** Routes {@code pcp.plans} … {@code pcp.saved-targets}. */
final class PcpRoutes extends PollingRoutes {

    PcpRoutes(List<PcpReader> readers, Polling polling) {
        super(readers, polling);
    }
}
