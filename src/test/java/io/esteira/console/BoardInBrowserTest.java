package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Leaders and planners at the phase board. The numbers of plan VER25 are those of the worked example. */
@InBrowser
class BoardInBrowserTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DAY = "&asOf=2025-10-22";

    private final Demo demo;

    BoardInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    /** Clicks of a person, counted. */
    private static final class Clicks {

        private final Browser browser;
        private int count;

        Clicks(Browser browser) {
            this.browser = browser;
        }

        void on(By what) {
            browser.click(what);
            count++;
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void aLeaderFindsTheLateOrdersOfAPhaseInThreeClicksAndSaysWhyOneIsLate(Screen screen) {
        String number = "LATE-" + screen;
        addLateOrder(number);
        try (Browser browser = Browser.open(demo, "pt-BR", screen)) {
            // given: the front page
            browser.visit("/console/");
            browser.logIn("leader");
            browser.seeAnswer();

            // when
            Clicks clicks = new Clicks(browser);
            if (screen == Screen.PHONE) {
                clicks.on(By.className("menu"));
            }
            clicks.on(By.linkText("Quadro de fases"));
            clicks.on(By.cssSelector("a.call[href*='/board/429?']"));

            // then: which they are, and what late means
            browser.seeHeading("Fase 429 COSTURA EXTERNA");
            browser.see(number);
            assertThat(clicks.count).isLessThanOrEqualTo(3);
            assertThat(browser.text()).contains("Uma OP está atrasada quando", "prazo venceu em 03/02/2001");
            browser.keep("board-late");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();

            // when
            browser.press("Justificar o atraso da OP " + number + " na fase 429");
            assertThat(browser.driver().switchTo().activeElement().getTagName()).isEqualTo("textarea");
            browser.fill("Por que está atrasada?", "Faltou linha " + screen);
            browser.press("Gravar justificativa");

            // then
            browser.see("Faltou linha " + screen);

            // when: the order itself
            browser.follow(number);

            // then
            browser.seeHeading("Ordem " + number);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** It stands at a phase of the clothing maker, and nothing in the plant moves it. */
    private void addLateOrder(String number) {
        await().atMost(SOON)
                .until(() -> demo.jdbc().sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, current_phase_id, status,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                select gen_random_uuid(), f.company_id, 'test', :number, :number, i.id, f.id, 'RELEASED', 'RELEASED', '1',
                  120, date '2001-02-03', false, now()
                from hub.phase f
                join hub.company c on c.id = f.company_id and c.code = 'MATRIZ'
                join lateral (select id from hub.item where company_id = c.id and kind = 'PRODUCT' order by id limit 1) i on true
                where f.code = '429' and exists (select 1 from hub.plan p where p.company_id = c.id)
                """).param("number", number).update() == 1);
        demo.jdbc().sql("""
                insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id, observed_at)
                select gen_random_uuid(), company_id, 'test', id, 10, '429', current_phase_id, now()
                from hub.production_order where number = :number
                """).param("number", number).update();
    }

    @Test
    void whatAPhaseHasToMakeIsTheSumOfItsParts() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            String plan = chooseWorkedExample(browser, "analyst");
            browser.visit("/console/board?plan=" + plan + DAY);
            browser.see("2.680");
            browser.keep("board-worked");

            browser.follow("409 SEPARACAO");
            browser.seeHeading("Fase 409 SEPARACAO");
            browser.see("CAMISETA");
            partsAddUp(browser, "550", "2.130", "2.680");
            assertThat(browser.violations()).isEmpty();

            browser.follow("CAMISETA");
            browser.seeHeading("CAMISETA na fase 409");
            browser.see("TSHIRT EXEMPLO A");
            partsAddUp(browser, "550", "330", "880");

            browser.follow("010200001-0");
            browser.see("900001");
            partsAddUp(browser, "300", "330", "630");
            assertThat(browser.driver().getCurrentUrl()).contains("/console/board/409/CAMISETA/010200001-0?");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void partsAddUp(Browser browser, String load, String toSchedule, String toProduce) {
        assertThat(total(browser, "Carga")).isEqualTo(load);
        assertThat(total(browser, "Falta programar")).isEqualTo(toSchedule);
        assertThat(total(browser, "Falta produzir")).isEqualTo(toProduce);
        for (String column :
                List.of("Carga", "Fila", "Falta programar", "Falta produzir", "Meta dia", "Realizado no período")) {
            assertThat(figures(browser, "tbody", column)
                            .mapToLong(BoardInBrowserTest::number)
                            .sum())
                    .as(column)
                    .isEqualTo(number(total(browser, column)));
        }
    }

    private static String total(Browser browser, String column) {
        return figures(browser, "tfoot", column).findFirst().orElseThrow();
    }

    private static Stream<String> figures(Browser browser, String part, String column) {
        return browser.driver().findElements(By.cssSelector(part + " [data-label='" + column + "']")).stream()
                .map(WebElement::getText);
    }

    private static long number(String figure) {
        return Long.parseLong(figure.replace(".", ""));
    }

    /** A leader looks on while a planner tries a window, sets it and takes it back. */
    @Test
    void whatAPlannerTriesChangesNothingUntilItIsSetAndThenEverybodySeesIt() {
        try (Browser leader = Browser.open(demo, "pt-BR", Screen.PHONE);
                Browser planner = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            String plan = chooseWorkedExample(planner, "planner");
            leader.visit("/console/board?plan=" + plan + DAY);
            leader.logIn("leader");
            leader.see("27/10/2025 a 21/11/2025");
            leader.see("1.200");

            // when
            planner.visit("/console/board?view=whatIf&plan=" + plan + DAY);
            planner.see("1.200");
            WebElement slider = planner.field("Mover o último dia da fase 435");
            for (int day = 0; day < 7; day++) {
                slider.sendKeys(Keys.ARROW_LEFT);
            }

            // then: 1,200 pieces in 14 days in place of 18
            planner.see("86");
            planner.see("+19");
            planner.keep("board-what-if");
            assertThat(planner.violations()).isEmpty();
            assertThat(leader.text()).contains("27/10/2025 a 21/11/2025");

            // when
            planner.press("Gravar o cronograma testado da fase 435");
            planner.see(By.cssSelector("dialog h2"));
            planner.click(By.cssSelector("dialog button.main"));

            // then
            leader.see("27/10/2025 a 14/11/2025");
            leader.keep("board");
            assertThat(leader.driver()
                            .findElement(By.cssSelector("p.hidden[role=status]"))
                            .getDomProperty("textContent"))
                    .as("those who hear the page are told")
                    .contains("Fase 435, Meta dia: de 67 para 86");
            assertThat(leader.overflow()).isZero();

            // when
            planner.press("Desfazer");

            // then
            leader.see("27/10/2025 a 21/11/2025");
            assertThat(planner.complaints()).isEmpty();
            assertThat(leader.complaints()).isEmpty();
        }
    }

    @Test
    void aWallShowsNothingButFiguresAndTurnsItsPages() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            String plan = chooseWorkedExample(browser, "leader");
            browser.visit("/console/board?tv&plan=" + plan + DAY);
            browser.see("de 206");
            browser.keep("board-tv");
            assertThat(browser.driver().findElements(Browser.NAVIGATION)).isEmpty();
            assertThat(browser.violations()).isEmpty();

            // then: by itself
            browser.see("435 SILK");
            browser.see("409 SEPARACAO");
            browser.see("435 SILK");

            // when: stopped, and the network is lost
            browser.press("Pausar");
            browser.cutNetwork();
            browser.driver().executeScript("window.dispatchEvent(new Event('online'))");

            // then: the figures stay, and it says how old they are
            browser.see("O que aparece é das");
            browser.see("435 SILK");

            // when
            browser.mendNetwork();
            await().atMost(SOON).until(() -> !browser.text().contains("O que aparece é das"));
            browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);

            // then
            browser.seeHeading("Quadro de fases");
            browser.see(By.cssSelector("header nav"));
        }
    }

    /** @return the plan's id, as the address names it */
    private static String chooseWorkedExample(Browser browser, String role) {
        browser.visit("/console/board");
        browser.logIn(role);
        browser.seeAnswer();
        browser.choose("Plano", "VER25 · VERAO 2025");
        browser.press("Mostrar");
        browser.see("Plano VER25 · VERAO 2025 (EXEMPLO)");
        String address = Objects.requireNonNull(browser.driver().getCurrentUrl());
        return address.replaceFirst(".*[?&]plan=([^&]+).*", "$1");
    }
}
