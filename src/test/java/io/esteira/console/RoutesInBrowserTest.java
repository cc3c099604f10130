package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

@InBrowser
class RoutesInBrowserTest {

    private final Demo demo;

    RoutesInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    /** A record that was sound all the time, as if its mapping had been mended since. */
    private String quarantined() {
        return demo.jdbc().sql("""
                insert into hub.quarantine (company_id, source, entity, source_key, inbox_id, code, field, message)
                select s.company_id, s.source, s.entity, r.source_key, r.id, 'ROUTES_TEST', 'nome', 'was not understood <b>once</b>'
                from hub.inbox_record r join hub.stream s on s.id = r.stream_id join hub.company c on c.id = s.company_id
                where c.code = 'EXEMPLO' and s.source = 'csw' and s.entity = 'phases'
                order by r.id limit 1
                returning source_key
                """).query(String.class).single();
    }

    private static By news(String words) {
        return By.xpath("//*[@class='news']//p[contains(., '" + words + "')]");
    }

    @Test
    void itReplaysARecordThatCanBeReadNow() {
        String key = quarantined();
        try (Browser browser = Browser.open(demo, "en", Screen.PHONE)) {
            browser.visit("/console/routes/quarantine?code=ROUTES_TEST");
            browser.logIn("it");
            browser.see("was not understood <b>once</b>");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();
            browser.keep("quarantine");

            // when
            browser.press("Replay " + key);
            browser.see(By.cssSelector("dialog button.main")).click();

            // then
            browser.see("No record in quarantine matches these filters.");
            assertThat(browser.complaints()).isEmpty();
            assertThat(demo.jdbc()
                            .sql("select state from hub.quarantine where code = 'ROUTES_TEST'")
                            .query(String.class)
                            .single())
                    .isEqualTo("RESOLVED");
        }
    }

    @Test
    void itIsToldWhyADeliveryCannotBeResentAndGivesItUp() {
        TestOrder order = TestOrder.add(demo, "ROUTES-1", "PC");
        order.post("3");
        String reference = demo.jdbc().sql("""
                select d.reference from hub.delivery d join hub.production_order o on o.id = d.order_id where o.number = 'ROUTES-1'
                """).query(String.class).single();
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/routes/quarantine?entity=days-off");
            browser.logIn("it");

            // then: what is wrong is told in their language
            browser.see("Data ou hora inválida");

            // when
            browser.visit("/console/routes/deliveries?company=EXEMPLO&view=waiting");
            browser.see(reference);
            browser.keep("deliveries");
            assertThat(browser.violations()).isEmpty();

            // when
            browser.press("Reenviar: " + reference);
            browser.see(By.cssSelector("dialog button.main")).click();

            // then: nobody takes what is posted on it
            browser.see(news("Aponte no TEST"));

            // when
            browser.press("Desistir da entrega: " + reference);
            browser.fill("Motivo", "posted twice");
            browser.see(By.cssSelector("dialog button.main")).click();
            browser.see(news("Feito. Situação da entrega: Cancelada."));

            // then
            assertThat(demo.jdbc()
                            .sql("select state, reason_text from hub.delivery where reference = :reference")
                            .param("reference", reference)
                            .query()
                            .singleRow())
                    .isEqualTo(Map.of("state", "CANCELLED", "reason_text", "posted twice"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void itIsLedFromAnOrderToTheRecordThatItComesFrom() {
        String number = demo.jdbc().sql("""
                select o.number from hub.production_order o join hub.company c on c.id = o.company_id
                where c.code = 'EXEMPLO' and o.source = 'csw' and o.inbox_id is not null order by o.id limit 1
                """).query(String.class).single();
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE)) {
            browser.visit("/console/orders?number=" + number);
            browser.logIn("it");
            browser.see(By.linkText(number)).click();

            // when
            browser.see(By.partialLinkText("De onde vem este dado?")).click();

            // then
            browser.see("É o que a linha diz agora.");
            browser.see("csw.orders " + number);
            browser.keep("lineage");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
