package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.support.ui.FluentWait;
import tools.jackson.databind.JsonNode;

@InBrowser
class TodayInBrowserTest {

    /** Where the plant and who looks at it are. */
    private static final ZoneId PLANT = ZoneId.of("America/Sao_Paulo");

    private static final NumberFormat FIGURES = NumberFormat.getIntegerInstance(Locale.of("pt", "BR"));

    private static final String ORDERS = """
            query ($today: Date!) {
              productionOrdersAggregate(where: { company: { eq: "EXEMPLO" }, status: { in: [RELEASED, IN_PROGRESS] } }) {
                late: count(where: { plannedEnd: { lt: $today } })
                due: count(where: { plannedEnd: { eq: $today } })
                inProgress: count(where: { status: { eq: IN_PROGRESS } })
              }
            }""";

    /** Questions that a page asks by the clock alone are never asked: what changes on it was told to it. */
    private static final String NOTHING_BY_THE_CLOCK = """
            const later = window.setTimeout;
            window.setTimeout = (act, pause, ...more) => pause >= 30_000 ? 0 : later(act, pause, ...more);
            """;

    private final Demo demo;
    private final Contract contract;

    TodayInBrowserTest(Demo demo) {
        this.demo = demo;
        this.contract = new Contract(demo);
    }

    private static FluentWait<Browser> waiting(Browser browser) {
        return new FluentWait<>(browser)
                .withTimeout(Duration.ofSeconds(120))
                .pollingEvery(Duration.ofSeconds(1))
                .ignoring(StaleElementReferenceException.class);
    }

    private Map<String, String> orders() {
        JsonNode counts = contract.ask(
                        "planner", ORDERS, Map.of("today", LocalDate.now(PLANT).toString()))
                .at("/productionOrdersAggregate/0");
        return Map.of(
                "Ordens em andamento", FIGURES.format(counts.path("inProgress").intValue()),
                "Ordens atrasadas", FIGURES.format(counts.path("late").intValue()),
                "Terminam hoje", FIGURES.format(counts.path("due").intValue()));
    }

    private static Map<String, String> shown(Browser browser, Iterable<String> names) {
        Map<String, String> figures = new HashMap<>();
        names.forEach(name -> figures.put(
                name,
                browser.see(By.xpath("//li[.//span[normalize-space()='" + name + "']]/strong"))
                        .getText()));
        return figures;
    }

    @Test
    void aPlannerSeesTheDayAsTheContractTellsItAndAsItGoesOn() {
        TestOrder order = TestOrder.add(demo, "TODAY-1", "TDY");
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", PLANT.getId()));
            browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", NOTHING_BY_THE_CLOCK));
            browser.visit("/console/today?company=EXEMPLO");
            browser.logIn("planner");
            browser.seeAnswer();

            // then
            waiting(browser).until(ignored -> {
                Map<String, String> orders = orders();
                return shown(browser, orders.keySet()).equals(orders);
            });

            // when: somebody posts, and the page is not touched
            order.post("12.5");
            browser.see("12,5 TDY");
            order.post("7.5");
            browser.see("20 TDY");

            // then: the chart is drawn, and its figures stand in its table
            browser.see(By.cssSelector("esteira-chart canvas"));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.violations()).isEmpty();
            browser.keep("today-live");

            // when
            browser.follow("Terminam hoje");

            // then
            browser.seeHeading("Ordens");
            browser.see("TODAY-1");
        }
    }

    @Test
    void aPlannerSeesTheTargetsOfThePlanUnderWayAndThatNotAllWasRead() {
        demo.jdbc().sql("""
                insert into hub.stream (company_id, source, entity) select id, 'test', 'phases' from hub.company where code = 'EXEMPLO'
                """).update();
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/");
            browser.logIn("planner");
            browser.see("Metas do plano PLANO 2026");

            // then
            browser.see("Primeira leitura: ");
            browser.see("fases (EXEMPLO)");

            // when
            demo.jdbc().sql("delete from hub.stream where source = 'test'").update();

            // then
            browser.await(() -> !browser.text().contains("Primeira leitura"));

            waiting(browser).until(ignored -> {
                List<String> targets = targets();
                return !targets.isEmpty()
                        && browser
                                .driver()
                                .findElements(By.cssSelector(
                                        "table[aria-label='Metas do plano PLANO 2026'] tbody tr td:nth-child(2)"))
                                .stream()
                                .map(cell -> cell.getText())
                                .toList()
                                .equals(targets);
            });
            browser.keep("today-targets");
        }
    }

    /** Of the plan's phases that have one today. */
    private List<String> targets() {
        String plan = contract.ask("planner", "{ plans(where: { code: { eq: \"0126\" } }) { nodes { id } } }", Map.of())
                .at("/plans/nodes/0/id")
                .stringValue();
        JsonNode phases = contract.ask(
                        "planner",
                        "query ($plan: ID!) { phaseTargets(plan: $plan) { phases { dailyTarget } } }",
                        Map.of("plan", plan))
                .at("/phaseTargets/phases");
        return phases.valueStream()
                .map(phase -> phase.path("dailyTarget"))
                .filter(target -> !target.isNull() && !target.stringValue().equals("0"))
                .map(target -> FIGURES.format(Long.parseLong(target.stringValue())))
                .toList();
    }
}
