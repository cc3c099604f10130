package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** A site that reads orders from a list keeps what every polled adapter keeps. */
class OrderListContractTests {

    @Nested
    class OfTheModule extends Contract {
        OfTheModule() {
            super(OrderList.MODULE);
        }
    }

    @Nested
    class OfMrp extends Contract {
        OfMrp() {
            super(OrderList.MRP);
        }
    }

    abstract static class Contract extends OrdersContract {

        private final SourceReader reader;

        Contract(OrderList list) {
            protheus.listOrders();
            ProtheusConnection connection = protheus.connection(Clock.systemUTC(), "retries", "0");
            reader = new ListReader(list, Duration.ofMinutes(15), Set.of(), connection);
        }

        @Override
        protected List<? extends SourceReader> readers() {
            return List.of(reader);
        }
    }
}
