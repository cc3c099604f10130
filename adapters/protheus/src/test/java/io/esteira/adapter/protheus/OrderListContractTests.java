package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.testkit.AdapterContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
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

    abstract static class Contract extends AdapterContract {

        private final FakeProtheus protheus = new FakeProtheus();
        private final SourceReader reader;

        Contract(OrderList list) {
            protheus.order("00012301001", "QJ0001", 500.25, "        ");
            protheus.order("00012301002", "QJ0001", 10, "        ");
            protheus.order("A9716901001", "QJ0002", 30, "20260228");
            protheus.listOrders();
            ProtheusConnection connection = protheus.connection(Clock.systemUTC(), "retries", "0");
            reader = new ListReader(list, Duration.ofMinutes(15), Set.of(), connection);
        }

        @AfterEach
        void stop() {
            protheus.close();
        }

        @Override
        protected List<? extends SourceReader> readers() {
            return List.of(reader);
        }

        @Override
        protected List<? extends CanonicalMapper> mappers() {
            return ProtheusContractTests.Mappers.all();
        }

        @Override
        protected Row rowWithLeadingZeros() {
            return new Row(FakeProtheus.COMPANY, "orders", "00012301001");
        }

        @Override
        protected Row addPoison() {
            protheus.order("00099901001", "QJ0001", "12,x", "        ");
            return new Row(FakeProtheus.COMPANY, "orders", "00099901001");
        }

        @Override
        protected void takeSourceAway() {
            protheus.close();
        }
    }
}
