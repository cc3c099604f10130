package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

@InBrowser
class OrdersInBrowserTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** What fits on the screen, and some beyond. */
    private static final int MOST_ROWS = 60;

    /** By the contract itself, with the token of who has logged in. */
    private static final String POST = """
            const done = arguments[arguments.length - 1];
            const hex = [...crypto.getRandomValues(new Uint8Array(10))].map(byte => byte.toString(16).padStart(2, '0')).join('');
            const time = Date.now().toString(16).padStart(12, '0');
            const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
            fetch('/graphql', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${JSON.parse(sessionStorage['esteira.tokens']).access}` },
              body: JSON.stringify({
                query: 'mutation ($input: PostProductionInput!) { postProduction(input: $input) { __typename } }',
                variables: { input: { id, idempotencyKey: id, company: 'EXEMPLO', orderNumber: 'REV-1', sequence: 10, good: '7' } },
              }),
            }).then(done, done);
            """;

    private final Demo demo;

    OrdersInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pt-BR | PHONE   | Sair    | Ordens | Ordem CON-1 | 1.234,5 | 03/02/2001 | Liberada
            en-US | DESKTOP | Log out | Orders | Order CON-1 | 1,234.5 | 2/3/01     | Released
            """)
    void aPlannerFindsAnOrder(
            String language,
            Screen screen,
            String logOut,
            String orders,
            String order,
            String quantity,
            String due,
            String status) {
        try (Browser browser = Browser.open(demo, language, screen)) {
            // when: a link to a list with a filter is opened by somebody who has not logged in
            browser.visit("/console/orders?late=yes&search=CON-1");
            browser.logIn("planner");

            // then: they come back to that list, whose texts are texts
            browser.seeHeading(orders);
            browser.see("CON-1");
            assertThat(browser.text()).contains("<img src=x onerror=", quantity, due, status);

            // when
            browser.follow("CON-1");

            // then
            browser.seeHeading(order);
            browser.seeAnswer();
            browser.keep("order");
            assertThat(browser.text()).contains("<img src=x onerror=", "Sewing", quantity);
            assertThat(browser.title()).isEqualTo(orders + " · Esteira");
            assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
            assertThat(browser.overflow()).isZero();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.violations()).isEmpty();

            // when
            browser.pressInBar(logOut);

            // then: neither page nor issuer remembers them
            browser.logIn("planner");
            browser.visit("/console/orders");
            browser.seeHeading(orders);
        }
    }

    @Test
    void whoLosesTheNetworkIsToldSoAndTriesAgain() {
        try (Browser browser = Browser.open(demo, "en", Screen.PHONE)) {
            browser.visit("/console/orders?search=CON-1");
            browser.logIn("planner");
            browser.see("CON-1");

            // when
            browser.cutNetwork();
            unfold(browser, "Filters");
            browser.click(By.cssSelector("a[href*='late=yes']"));

            // then
            browser.see("The hub does not answer");

            // when
            browser.mendNetwork();
            browser.press("Try again");

            // then
            browser.see("CON-1");
        }
    }

    @Test
    void anInspectorFindsTheOrderOfALotAndWhereItComesFrom() {
        addOrder("25.1", "LOTE DA QUALIDADE");
        demo.jdbc().sql("""
                insert into hub.inspection (public_id, company_id, source, source_key, order_id, item_id, operation, operation_name,
                  lot_size, created_on, status, source_status, verdict, source_verdict, observed_at)
                select gen_random_uuid(), company_id, 'test', 'QPK-1', id, item_id, '10', :name, 40, date '2001-02-03',
                  'REJECTED', 'R', 'REJECTED', 'R', now() from hub.production_order where number = '25.1'
                """).param("name", "<b>costura</b>").update();
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/orders");
            browser.logIn("quality");

            // then: the list begins with what is open for work, as a filter that can be taken off
            browser.see(By.cssSelector("esteira-choices a[aria-current=true][href*='status=open']"));

            // when: an order is looked for, whatever its status
            unfold(browser, "Item, lote, prazo");
            browser.fill("Lote", "da qualidade");
            browser.press("Filtrar");

            // then
            browser.see("Ordens encontradas: 1");
            assertThat(browser.driver().getCurrentUrl()).contains("lot=da+qualidade");

            // when: they take away what is on screen
            unfold(browser, "Exportar");
            Path screen = downloadOf(browser, "O que está na tela (CSV)");

            // then: a code stays as it is, a figure has the language's sign
            await().atMost(SOON).untilAsserted(() -> assertThat(screen)
                    .content()
                    .contains("\"25.1\";\"EXEMPLO\";\"HOSTILE\";", "\"LOTE DA QUALIDADE\";1234,5;"));

            // when
            Path whole = downloadOf(browser, "A lista toda (CSV)");

            // then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(whole).content().contains("25.1;", "LOTE DA QUALIDADE"));

            // when
            browser.follow("25.1");

            // then
            browser.seeHeading("Ordem 25.1");
            browser.see("Reprovado");
            assertThat(browser.text()).contains("<b>costura</b>", "test QPK-1", "Rastreabilidade");
            browser.keep("order-inspected");
            assertThat(browser.violations()).isEmpty();

            // when
            browser.press("De onde vem: Boas no ERP");

            // then: what it means and where it was seen, without the dictionary that is not theirs to read
            String origin = browser.see(By.tagName("dialog")).getText();
            assertThat(origin).contains("última etapa", "Origem test").doesNotContain("ProductionOrder.goodInErp");
            assertThat(browser.violations()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aListOfThousandsShowsWhatIsOnScreen() {
        demo.jdbc().sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                select gen_random_uuid(), company_id, 'test', number, number, item_id, 'RELEASED', 'RELEASED', '1', 10, date '2030-01-01',
                  false, now()
                from (
                  select company_id, id as item_id, 'ROW-' || lpad(n::text, 4, '0') as number
                  from hub.item, generate_series(1, 4000) n where code = 'HOSTILE') made
                """).update();
        try (Browser browser = Browser.open(demo, "en", Screen.DESKTOP)) {
            browser.visit("/console/orders?search=ROW-");
            browser.logIn("analyst");
            browser.see("Orders found: 4,000");
            browser.see("ROW-0001");
            assertThat(rows(browser)).isLessThan(MOST_ROWS);

            // when
            browser.press("To the end");

            // then: the rest is where it was, but not in the document
            browser.see("ROW-4000");
            assertThat(rows(browser)).isLessThan(MOST_ROWS);
            assertThat(browser.see(By.cssSelector("tr[aria-rowindex='4001']")).getText())
                    .contains("ROW-4000", "<img src=x");

            // when: the middle is out of reach
            browser.cutNetwork();
            scrollTo(browser, 2000);

            // then
            browser.see("The hub does not answer");
            browser.see("Not loaded");

            // when
            browser.mendNetwork();
            browser.press("Try again");

            // then
            browser.see("ROW-2003");
            assertThat(rows(browser)).isLessThan(MOST_ROWS);

            // when: they come back from an order of the middle
            browser.follow("ROW-2003");
            browser.seeHeading("Order ROW-2003");
            browser.driver().navigate().back();

            // then
            browser.see("ROW-2003");
            assertThat(browser.violations()).isEmpty();

            // when: the keyboard leads to the beginning
            browser.see(By.cssSelector(".rows")).sendKeys(Keys.HOME);

            // then
            browser.see("ROW-0001");
        }
    }

    @Test
    void aLeaderTakesAPostingBack() {
        addOrder("REV-1", "LOTE REV");
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE)) {
            browser.visit("/console/orders?search=REV-1");
            browser.logIn("leader");
            browser.follow("REV-1");
            browser.seeHeading("Ordem REV-1");
            browser.see("Nada foi apontado.");

            // when: somebody else posts
            browser.driver().executeAsyncScript(POST);

            // then: it is seen at once, and that no ERP takes it by itself
            browser.see("Retido: espera uma pessoa");
            assertThat(browser.complaints()).isEmpty();

            // when: an ERP refuses it
            demo.jdbc().sql("""
                    update hub.delivery d set state = 'REJECTED' from hub.production_order o where o.id = d.order_id and o.number = 'REV-1'
                    """).update();
            browser.visit("/console/post?order=REV-1");

            // then: it is not made
            browser.see("0 de 1.234,5 feitas, recusado pelo ERP: 7, faltam 1.227,5");
            browser.driver().navigate().back();
            browser.see("Recusado pelo ERP");
            assertThat(browser.text()).contains("recusado pelo ERP: 7");

            // when
            browser.press("Estornar");
            browser.fill("Motivo", "contado em dobro");
            browser.driver().findElement(By.cssSelector("dialog button.main")).click();

            // then
            browser.see("estornado");

            // when
            demo.jdbc()
                    .sql("update hub.production_order set status = 'CLOSED' where number = 'REV-1'")
                    .update();
            browser.driver().navigate().refresh();

            // then
            browser.see("não: Encerrada");

            // when: what is no order's address
            browser.visit("/console/orders/naoexiste");

            // then
            browser.see("Esta ordem não existe");
        }
    }

    private void addOrder(String number, String lot) {
        demo.jdbc().sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at, lot)
                select gen_random_uuid(), company_id, 'test', :number, :number, id, 'RELEASED', 'RELEASED', '1',
                  1234.5, date '2030-01-01', false, now(), :lot from hub.item where code = 'HOSTILE'
                """).param("number", number).param("lot", lot).update();
        demo.jdbc().sql("""
                insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, observed_at)
                select gen_random_uuid(), company_id, 'test', id, 10, 'OP1', 'Sewing', now() from hub.production_order where number = :number
                """).param("number", number).update();
    }

    private static void unfold(Browser browser, String name) {
        browser.click(By.xpath("//summary[starts-with(normalize-space(), '%s')]".formatted(name)));
    }

    private static int rows(Browser browser) {
        return browser.driver().findElements(By.cssSelector(".rows tbody tr")).size();
    }

    private static void scrollTo(Browser browser, int row) {
        browser.driver().executeScript("""
                const box = document.querySelector('.rows');
                box.scrollTop = arguments[0] * box.querySelector('tbody tr').offsetHeight;
                """, row);
    }

    private static Path downloadOf(Browser browser, String button) {
        Path folder = TestFolder.create("downloads");
        browser.downloadTo(folder);
        browser.press(button);
        return folder.resolve("Ordens.csv");
    }
}
