package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.testkit.FakePolling;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists of orders tell, and what they do not. */
class OrderListReaderTests {

    private static final String MIRROR = "/rest" + OrderList.MRP.path();

    private final FakeProtheus protheus = new FakeProtheus();
    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());

    @BeforeEach
    void fill() {
        protheus.order("00012301001", "QJ0001", 500.25, "        ");
        protheus.order("00012401001", "QJ0001", 10, "        ");
        protheus.order("00012501001", "QJ0002", 30, "20260228");
        protheus.listOrders();
    }

    @AfterEach
    void stop() {
        protheus.close();
    }

    private ListReader reader(OrderList list) {
        return new ListReader(
                list, Duration.ofMinutes(15), Set.of(), protheus.connection(Clock.systemUTC(), "retries", "0"));
    }

    private OrderExcerptChange order(String number) {
        return hub.changes(OrderExcerptChange.class).stream()
                .filter(order -> order.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theModuleTellsQuantitiesDaysUnitAndRoutingAndNoStatus() {
        protheus.change("SC2", 2, "C2_QUJE", 10);

        hub.runNow(reader(OrderList.MODULE));

        OrderExcerptChange order = order("00012301001");
        assertThat(order.item().key()).isEqualTo("QJ0001");
        assertThat(order.quantity()).isEqualByComparingTo(new BigDecimal("500.25"));
        assertThat(order.unit()).isEqualTo("KG");
        assertThat(order.routing()).isEqualTo("01");
        assertThat(order.assumedRouting()).isNull();
        assertThat(order.plannedStart()).isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(order.status()).isNull();
        assertThat(order.sourceStatus()).isNull();
        assertThat(order.complete()).isFalse();
        assertThat(order("00012401001").complete()).isTrue();
    }

    @Test
    void mrpTellsStatusQuantityAndDaysAndNeitherUnitNorRouting() {
        protheus.change("SC2", 2, "C2_STATUS", "U");

        hub.runNow(reader(OrderList.MRP));

        OrderExcerptChange order = order("00012301001");
        assertThat(order.status()).isEqualTo(Status.RELEASED);
        assertThat(order.sourceStatus()).isEqualTo("4/1");
        assertThat(order.plannedEnd()).isEqualTo(LocalDate.parse("2026-03-10"));
        assertThat(order.unit()).isNull();
        assertThat(order.routing()).isNull();
        assertThat(order.assumedRouting()).isEqualTo("01");
        assertThat(order("00012401001").status()).isEqualTo(Status.SUSPENDED);
        assertThat(order("00012501001").status()).isEqualTo(Status.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, PLANNED", "2, 1, RELEASED", "3, 3, SUSPENDED", "4, 2, RELEASED", "5, 1, CLOSED", "9, 3, CLOSED"})
    void typeAndSituationGiveTheStatus(String type, String situation, Status status) {
        answer(
                200,
                "{\"items\":[{\"branchId\":\"D MG 01\",\"productionOrder\":\"00012601001\",\"product\":\"QJ0001\",\"quantity\":1,"
                        + "\"type\":\"" + type + "\",\"situation\":\"" + situation + "\"}],\"hasNext\":false}");

        hub.runNow(reader(OrderList.MRP));

        assertThat(order("00012601001").status()).isEqualTo(status);
    }

    private void answer(int status, String body) {
        protheus.server.stubFor(get(urlPathEqualTo(MIRROR)).atPriority(1).willReturn(jsonResponse(body, status)));
    }

    @Test
    void aTypeThatNobodyKnowsIsForAPerson() {
        answer(
                200,
                "{\"items\":[{\"branchId\":\"D MG 01\",\"productionOrder\":\"00012601001\",\"product\":\"QJ0001\",\"quantity\":1,"
                        + "\"type\":\"7\"}],\"hasNext\":false}");

        hub.runNow(reader(OrderList.MRP));

        assertThat(hub.quarantined()).hasSize(1);
    }

    @Test
    void f34ARefusedRowWithoutItsNumberIsToldAsWell() {
        answer(
                207,
                "{\"items\":[{\"branchId\":\"D MG 01\",\"productionOrder\":\"00012601001\",\"product\":\"QJ0001\",\"quantity\":1}],"
                        + "\"_messages\":[{\"code\":\"400\",\"message\":\"sem ordem\",\"detailedMessage\":{}}],\"hasNext\":false}");

        hub.runNow(reader(OrderList.MRP));

        assertThat(hub.changes(OrderExcerptChange.class)).hasSize(1);
        assertThat(hub.quarantined().values())
                .singleElement()
                .satisfies(issues -> assertThat(issues.getFirst().message()).contains("400 sem ordem"));
    }

    @ParameterizedTest
    @EnumSource(OrderList.class)
    void f23ARowThatShiftsToTheNextPageCountsOnce(OrderList list) {
        protheus.drift = -1;

        hub.runNow(reader(list));

        assertThat(hub.changes(OrderExcerptChange.class))
                .extracting(OrderExcerptChange::number)
                .containsExactlyInAnyOrder("00012301001", "00012401001", "00012501001");
    }

    @Test
    void aServiceThatDoesNotPageStopsTheRun() {
        protheus.listens = false;

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(reader(OrderList.MODULE)))
                .withMessageContaining("does not page");
        protheus.server.verify(2, getRequestedFor(urlPathEqualTo("/rest" + OrderList.MODULE.path())));
    }

    @Test
    void aServiceThatDoesNotSearchProvesNothingAboutAnOrder() {
        protheus.listens = false;

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> reader(OrderList.MODULE).readByKey(FakeProtheus.COMPANY, List.of("00077701001")))
                .withMessageContaining("does not search");
    }

    @Test
    void manyOrdersAreLookedForByReadingTheListAgain() {
        List<String> keys = Stream.concat(
                        Stream.of("00012401001"), IntStream.range(0, 200).mapToObj("9%010d"::formatted))
                .toList();

        List<SourceRecord> found = reader(OrderList.MODULE).readByKey(FakeProtheus.COMPANY, keys);

        assertThat(found).extracting(SourceRecord::sourceKey).containsExactly("00012401001");
        protheus.server.verify(2, getRequestedFor(urlPathEqualTo("/rest" + OrderList.MODULE.path())));
    }

    @Test
    void f21OrdersOfAnotherBranchAreNotStored() {
        protheus.change("SC2", 3, "C2_FILIAL", "D MG 02");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(reader(OrderList.MODULE)))
                .withMessageContaining("ignores the tenant");
    }

    @Test
    void onlyTheListOfTheModuleTellsThatAnOrderIsGone() {
        assertThat(reader(OrderList.MODULE).detectsDeletion()).isTrue();
        assertThat(reader(OrderList.MRP).detectsDeletion()).isFalse();
    }
}
