package io.esteira.leadtime;

import static io.esteira.leadtime.LeadTimeHub.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.leadtime.LeadTimeRequest.By;
import io.esteira.planning.QuestionRefused;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadTimesTest {

    private static LeadTimeHub hub;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);
    private Caller planner = Hub.caller(Set.of());

    @BeforeAll
    static void start() {
        hub = new LeadTimeHub();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @BeforeEach
    void company() {
        company = hub.company();
        planner = Hub.caller(Set.of(Role.PLANNER), company);
    }

    private LeadTimes.Measured measured(LeadTimeRequest request) {
        return hub.get(LeadTimes.class).of(planner, company.code(), request).orElseThrow();
    }

    private LeadTime row(LeadTimeRequest request, String code) {
        return measured(request).rows().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void holds(LeadTime.Span span, String mean, String weighted, int measured, int pieces) {
        assertThat(span.mean()).isEqualByComparingTo(mean);
        assertThat(span.weighted()).isEqualByComparingTo(weighted);
        assertThat(span.measured()).isEqualTo(measured);
        assertThat(span.pieces()).isEqualByComparingTo(BigDecimal.valueOf(pieces));
    }

    @Test
    void aHundredPiecesInFourDaysAndThreeHundredInEightAreSixDaysAndSevenByPieces() {
        // given
        hub.passed(company, "000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        hub.passed(company, "000912-001", 300, "2025-08-29", "2025-09-01", "2025-09-09", "2025-09-09");

        // when
        LeadTime phase = row(request(By.PHASE, "2025-09-01", "2025-09-30"), "433");

        // then
        holds(phase.span(), "6", "7", 2, 400);
        assertThat(phase.categories()).hasSize(1);
        holds(phase.categories().getFirst().span(), "6", "7", 2, 400);
    }

    @Test
    void anEntryLongBeforeThePeriodCounts() {
        hub.passed(company, "000911-001", 100, "2025-01-10", "2025-01-20", "2025-09-05", "2025-09-05");

        holds(row(request(By.PHASE, "2025-09-05", "2025-09-05"), "433").span(), "228", "228", 1, 100);
        assertThat(measured(request(By.PHASE, "2025-09-06", "2025-09-30")).rows())
                .isEmpty();
    }

    @Test
    void anOrderLeavesAPhaseWithItsLastPostingAndAStepThatWasNotPostedIsSkipped() {
        // given
        long order = hub.order(company, "000911-001", List.of("401", "409", "433", "449"));
        hub.posting(order, 1, "2025-09-01", 100);
        hub.posting(order, 3, "2025-09-03", 40);
        hub.posting(order, 3, "2025-09-11", 60);

        // when
        LeadTimes.Measured measured = measured(request(By.PHASE, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("433");
        holds(measured.rows().getFirst().span(), "10", "10", 1, 100);
        holds(measured.whole(), "10", "10", 1, 100);
    }

    @Test
    void stepsInARowThatAreFoldedIntoOnePhaseAreOneStay() {
        // given
        hub.order(company, "000900-001", List.of("429"));
        long order = hub.order(company, "000911-001", List.of("401", "455", "429", "449"));
        hub.posting(order, 1, "2025-09-01", 100);
        hub.posting(order, 2, "2025-09-04", 100);
        hub.posting(order, 3, "2025-09-11", 100);

        // when
        LeadTimes.Measured measured = measured(request(By.PHASE, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("429");
        holds(measured.rows().getFirst().span(), "10", "10", 1, 100);
    }

    @Test
    void whatWasSentFirstComesBackFirst() {
        // given
        long order = hub.order(company, "000921-001", List.of("401", "429", "449"));
        hub.note(company, order, "1", "SENT", "2025-06-01", 100);
        hub.note(company, order, "1", "SENT", "2025-06-11", 100);
        hub.note(company, order, "1", "RETURNED", "2025-06-21", 150);
        hub.note(company, order, "1", "RETURNED", "2025-07-01", 60);

        // when 100 pieces took 20 days, 50 took 10 and 50 took 20; ten more than were sent came back
        LeadTime shop = row(request(By.SUBCONTRACTOR, "2025-06-01", "2025-07-31"), "1");

        // then
        assertThat(shop.span().weighted()).isEqualByComparingTo("17.5");
        assertThat(shop.span().pieces()).isEqualByComparingTo("200");
        assertThat(shop.span().measured()).isEqualTo(3);
        holds(row(request(By.SUBCONTRACTOR, "2025-07-01", "2025-07-31"), "1").span(), "20", "20", 1, 50);
    }

    @Test
    void aParentOrderIsMeasuredFromPlanningToStock() {
        // given
        hub.passed(company, "000911-001", 100, "2025-08-25", "2025-09-01", "2025-09-05", "2025-09-10");
        hub.passed(company, "000911-002", 100, "2025-08-01", "2025-09-01", "2025-09-05", "2025-09-10");
        hub.passed(company, "000912-001", 300, "2025-09-01", "2025-09-02", "2025-09-03", "2025-09-11");

        // when
        LeadTimes.Measured measured = measured(request(By.ORDER, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("000911-001", "000912-001");
        holds(measured.whole(), "13", "11.5", 2, 400);
    }

    @Test
    void filtersChooseAndTellOfWhatTheyDoNotKnow() {
        // given
        hub.passed(company, "000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        hub.passed(company, "000912-001", 300, "2025-08-29", "2025-09-01", "2025-09-09", "2025-09-09");
        hub.jdbc()
                .sql(
                        "update hub.production_order set type = '1-VENDA', lot = 'LOTE VERAO 2025' where company_id = ? and number = '000911-001'")
                .param(company.id())
                .update();
        hub.jdbc()
                .sql(
                        "update hub.production_order set type = '2-PARTE', lot = 'ENCOMENDA 2025' where company_id = ? and number = '000912-001'")
                .param(company.id())
                .update();

        // when, then
        assertThat(only(List.of("1"), List.of(), List.of(), List.of()).pieces()).isEqualByComparingTo("200");
        assertThat(only(List.of("2-PARTE"), List.of(), List.of(), List.of()).measured())
                .isEqualTo(2);
        assertThat(only(List.of(), List.of("-"), List.of(), List.of()).measured())
                .isEqualTo(4);
        assertThat(only(List.of(), List.of("POLO"), List.of(), List.of()).measured())
                .isZero();
        assertThat(only(List.of(), List.of(), List.of("VERAO 2025"), List.of()).measured())
                .isEqualTo(2);
        assertThat(only(List.of(), List.of(), List.of(), List.of("433")).measured())
                .isEqualTo(2);
        refuses("order type", "9", () -> only(List.of("9"), List.of(), List.of(), List.of()));
        refuses("category", "X", () -> only(List.of(), List.of("X"), List.of(), List.of()));
        refuses("collection", "VERAO 2026", () -> only(List.of(), List.of(), List.of("VERAO 2026"), List.of()));
        refuses("phase", "'; drop", () -> only(List.of(), List.of(), List.of(), List.of("433", "'; drop")));
    }

    private LeadTime.Span only(
            List<String> types, List<String> categories, List<String> collections, List<String> phases) {
        return measured(new LeadTimeRequest(
                        By.PHASE,
                        LocalDate.parse("2025-09-04"),
                        LocalDate.parse("2025-09-30"),
                        types,
                        categories,
                        collections,
                        phases,
                        List.of()))
                .whole();
    }

    private static void refuses(String what, String code, Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("The company has no %s \"%s\".".formatted(what, code));
    }

    @Test
    void aPeriodDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> measured(request(By.PHASE, "2025-09-30", "2025-09-01")))
                .isInstanceOf(QuestionRefused.class);
    }

    @Test
    void companiesOfOthersDoNotExist() {
        assertThat(hub.get(LeadTimes.class)
                        .of(
                                Hub.caller(Set.of(Role.PLANNER)),
                                company.code(),
                                request(By.ORDER, "2025-09-01", "2025-09-30")))
                .isEmpty();
    }
}
