package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.testkit.AdapterContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What every way of reading orders has in common: a Protheus with three of them, one of which has ended. */
abstract class OrdersContract extends AdapterContract {

    final FakeProtheus protheus = new FakeProtheus();

    OrdersContract() {
        protheus.order("00012301001", "QJ0001", 500.25, "        ");
        protheus.order("00012301002", "QJ0001", 10, "        ");
        protheus.order("A9716901001", "QJ0002", 30, "20260228");
    }

    @AfterEach
    void stop() {
        protheus.close();
    }

    @Override
    protected List<? extends CanonicalMapper> mappers() {
        return ProtheusSamplesTests.mappers();
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
