package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

@InBrowser
class AdministrationInBrowserTest {

    /** So far ahead that it changes nothing which other tests look at. */
    private static final String MONTH = "2071-08";

    private final Demo demo;

    AdministrationInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    private static void type(Browser browser, String label, String value) {
        browser.driver()
                .executeScript(
                        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                        browser.field(label),
                        value);
    }

    private static void seeNews(Browser browser, String text) {
        browser.see(By.xpath("//div[@class='news']/p[contains(., '" + text + "')]"));
    }

    private static void confirm(Browser browser) {
        browser.click(By.cssSelector("dialog button[value=yes]"));
    }

    @Test
    void aPlannerTriesRulesBeforeTheyHold() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/administration/rules?company=LATICINIO");
            browser.logIn("planner");
            browser.seeAnswer();
            assertThat(browser.see(By.xpath("//button[.='Gravar regras']")).isEnabled())
                    .isFalse();

            // when
            type(browser, "Regras (JSON); o que faltar fica como o usual", "{\"switchDays\": \"later\"}");
            type(browser, "Vale a partir de", "2071-08-03");
            browser.fill("Motivo da mudança", "Entressafra");
            browser.press("Testar");

            // then
            browser.see("As regras não podem ser usadas");
            assertThat(browser.see(By.xpath("//button[.='Gravar regras']")).isEnabled())
                    .isFalse();

            // when
            type(browser, "Regras (JSON); o que faltar fica como o usual", "{\"switchDays\": 21}");
            browser.press("Testar");
            browser.click(By.xpath("//button[.='Gravar regras' and not(@disabled)]"));
            browser.keep("administration-rules-confirm");
            confirm(browser);

            // then
            seeNews(browser, "Regras gravadas.");
            browser.see("Entressafra");
            browser.keep("administration-rules-saved");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.violations()).isEmpty();
            assertThat(demo.jdbc()
                            .sql("select rules ->> 'switchDays' from hub.planning_rules where note = 'Entressafra'")
                            .query(String.class)
                            .list())
                    .containsExactly("21");

            // when
            browser.follow("Auditoria");

            // then
            browser.see("Seus papéis não permitem ver isto.");
        }
    }

    @Test
    void aPlannerSaysThatADayIsOffAndTakesItBack() {
        try (Browser browser = Browser.open(demo, "en", Screen.PHONE)) {
            browser.visit("/console/administration/calendars");
            browser.logIn("planner");
            browser.seeAnswer();
            browser.click(By.xpath("//tr[td[2]='MATRIZ']//a[.='DEFAULT']"));
            browser.seeAnswer();
            String calendar = browser.driver().getCurrentUrl();
            browser.driver().get(calendar + "?month=" + MONTH);
            browser.see("August 2071");
            browser.see("Days with work in the month: 21");

            // when
            type(browser, "First day", MONTH + "-04");
            browser.fill("Name, such as \"Plant holidays\"", "Stocktaking");
            browser.press("Save");
            confirm(browser);

            // then
            seeNews(browser, "Days saved.");
            browser.see("Days with work in the month: 20");
            browser.see("company day off, said by a person");
            browser.keep("administration-calendar");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.violations()).isEmpty();

            // when
            browser.press("Take back Stocktaking of 8/4/71");
            confirm(browser);

            // then
            seeNews(browser, "Day taken back.");
            browser.see("Days with work in the month: 21");
        }
    }

    @Test
    void itSeesWhoMayDoWhatAndWhoDidWhat() {
        demo.jdbc().sql("""
                insert into hub.audit_entry (actor, action, subject, detail, remote_address)
                values ('ana <b>', 'plan.save', 'P-7', '{"código": "<img src=x>"}', '10.1.2.3')""").update();
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE)) {
            browser.visit("/console/administration/rights?word=cancelJob");
            browser.logIn("it");

            // then
            browser.see("Campos encontrados: 1");
            browser.see("Vistos por it");
            browser.keep("administration-rights");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();

            // when
            browser.follow("Auditoria");
            browser.fill("Quem", "ana <b>");
            browser.press("Buscar");

            // then
            browser.see("Registros encontrados: 1");
            browser.see("10.1.2.3");

            // when
            browser.click(By.xpath("//summary[.='Exportar']"));
            browser.press("A lista toda (CSV)");

            // then: it has come, and can be asked for again
            browser.see(By.xpath("//button[.='A lista toda (CSV)']"));
            assertThat(browser.text()).doesNotContain("Não é possível mostrar");

            // when
            browser.click(By.xpath("//summary[.='Ver']"));

            // then
            browser.see("<img src=x>");
            browser.keep("administration-audit");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.violations()).isEmpty();
        }
    }
}
