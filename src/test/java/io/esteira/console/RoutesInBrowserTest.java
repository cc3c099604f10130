package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

@InBrowser
class RoutesInBrowserTest {

    private final Demo demo;

    RoutesInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    /** A record that was sound all the time, as if its mapping had been mended since. */
    private String quarantined(String code, String entity) {
        return demo.jdbc().sql("""
                insert into hub.quarantine (company_id, source, entity, source_key, inbox_id, code, field, message)
                select s.company_id, s.source, s.entity, r.source_key, r.id, ?, 'nome', 'was not understood <b>once</b>'
                from hub.inbox_record r join hub.stream s on s.id = r.stream_id join hub.company c on c.id = s.company_id
                where c.code = 'EXEMPLO' and s.source = 'csw' and s.entity = ?
                order by r.id limit 1
                returning source_key
                """).params(code, entity).query(String.class).single();
    }

    private void isAsPagesAre(Browser browser) {
        assertThat(browser.overflow()).isZero();
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static By news(String words) {
        return By.xpath("//*[@class='news']//p[contains(., '" + words + "')]");
    }

    @Test
    void itReplaysARecordThatCanBeReadNow() {
        String key = quarantined("ROUTES_TEST", "phases");
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

    @Test
    void itCorrectsACopyOfARecordAndSeesWhatThatChanges() {
        String key = quarantined("ROUTES_EDIT", "lots");
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/routes/quarantine?code=ROUTES_EDIT");
            browser.logIn("it");
            browser.follow(key);

            // when
            WebElement copy = browser.see(By.cssSelector("textarea.code"));
            String came = Objects.requireNonNull(copy.getDomProperty("value"));
            copy.clear();
            copy.sendKeys(came.replaceFirst("\\{", "{ \"corrigido\": \"<b>sim</b>\","));
            browser.press("Ver o que muda");

            // then
            browser.see("Nada mais impede o uso deste registro.");
            assertThat(browser.see(By.cssSelector(".changes tbody")).getText())
                    .contains("corrigido", "ausente", "\"<b>sim</b>\"");
            browser.keep("quarantine-edit");
            isAsPagesAre(browser);

            // when
            browser.fill("Motivo", "the ERP has no field for it");
            browser.press("Guardar e reprocessar");

            // then
            browser.see(news("Registro " + key + " reprocessado"));
            browser.see("the ERP has no field for it");
            isAsPagesAre(browser);
        }
    }

    @Test
    void itSetsLimitsOfASourceAndPlansItsMaintenance() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/routes/sources");
            browser.logIn("it");

            // when
            browser.press("Limites de pcp, EXEMPLO");
            browser.fill("Rotas ao mesmo tempo", "3");
            browser.fill("Páginas e consultas por minuto", "6000");
            browser.see(By.cssSelector("dialog button.main")).click();

            // then
            browser.see("3 rotas ao mesmo tempo · 6.000 pedidos por minuto");

            // when
            browser.press("Manutenção de pcp, EXEMPLO");
            browser.set(
                    "Começa (vazio: agora)",
                    LocalDateTime.now(ZoneId.systemDefault())
                            .plusDays(1)
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString());
            browser.set(
                    "Termina",
                    LocalDateTime.now(ZoneId.systemDefault())
                            .plusDays(2)
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString());
            browser.fill("Motivo", "troca de disco <b>novo</b>");
            browser.see(By.cssSelector("dialog button.main")).click();

            // then
            browser.see("prevista");
            browser.see("troca de disco <b>novo</b>");
            browser.keep("sources");
            isAsPagesAre(browser);

            // when
            browser.press("Encerrar a manutenção: troca de disco <b>novo</b>");
            browser.see(By.cssSelector("dialog button.main")).click();

            // then
            browser.see("encerrada em");
        }
        try (Browser phone = Browser.open(demo, "en", Screen.PHONE)) {
            phone.visit("/console/routes/sources");
            phone.logIn("it");
            phone.see("3 routes at once · 6,000 requests a minute");
            phone.keep("sources");
            isAsPagesAre(phone);
        }
    }

    @Test
    void itIsShownTheRowThatDiffersFromItsSource() {
        String name = demo.jdbc().sql("""
                select x.name from hub.collection x join hub.company c on c.id = x.company_id
                 where c.code = 'EXEMPLO' and x.source = 'csw' order by x.id limit 1
                """).query(String.class).single();
        rename(name, "<b>changed</b> behind the hub");
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/routes?company=EXEMPLO&source=csw");
            browser.logIn("it");
            browser.follow("csw.collections");

            // when
            browser.press("Conciliar agora");
            browser.see(news("Conciliações pedidas: 1."));
            browser.follow("Conciliações desta rota");
            browser.see("Comparada");
            isAsPagesAre(browser);
            browser.follow("csw.collections");

            // then
            browser.see("diz outra coisa");
            browser.see("no modelo do hub");
            browser.see("<b>changed</b> behind the hub");
            browser.see(name);
            browser.see("✓ igual");
            browser.keep("reconciliation");
            isAsPagesAre(browser);

            // when
            browser.press("Corrigir");
            browser.see(By.cssSelector("dialog button.main")).click();

            // then: it is compared again
            browser.see(news("Registros interpretados de novo: 1."));
            browser.see("Linhas encontradas: 0");
            browser.see("Comparada");
            isAsPagesAre(browser);
        } finally {
            rename("<b>changed</b> behind the hub", name);
        }
        try (Browser phone = Browser.open(demo, "en", Screen.PHONE)) {
            phone.visit("/console/routes/reconciliations");
            phone.logIn("it");
            phone.see("Comparisons found");
            phone.keep("reconciliations");
            isAsPagesAre(phone);
        }
    }

    private void rename(String from, String to) {
        demo.jdbc()
                .sql("update hub.collection set name = ? where name = ?")
                .params(to, from)
                .update();
    }
}
