package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.FluentWait;

/** Operators with a phone, by whom production is posted, also where there is no network. */
@InBrowser
class PostInBrowserTest {

    private static final By CODE = By.id("code");
    private static final By GOOD = By.name("good");
    private static final By YES = By.cssSelector("dialog button.main");

    /** As a thumb does that saw nothing happen. */
    private static final String TWICE = """
            const send = document.querySelector('.posting button.main');
            send.click();
            send.click();
            """;

    private final Demo demo;

    PostInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    private record Step(String order, int sequence) {

        String address() {
            return "/console/post?order=%s&step=%d".formatted(order, sequence);
        }
    }

    /** The last step of an order of the dairy, whose ERP takes postings. It is made firm there, so that the plant leaves it alone. */
    private Step step() {
        return new FluentWait<>(demo)
                .withTimeout(Duration.ofSeconds(120))
                .pollingEvery(Duration.ofSeconds(1))
                .until(ignored -> oneOfMine());
    }

    private @Nullable Step oneOfMine() {
        return demo.jdbc().sql("""
                select distinct on (o.id) o.number as "order", s.sequence
                from hub.production_order o join hub.company c on c.id = o.company_id join hub.order_step s on s.order_id = o.id
                where c.code = 'LATICINIO' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                  and o.quantity > 100 and o.deleted_at is null
                order by o.id, s.sequence desc
                """).query(Step.class).list().stream()
                .filter(this::becomesMine)
                .findFirst()
                .orElse(null);
    }

    private boolean becomesMine(Step step) {
        return demo.plant()
                        .sql("""
                update protheus.sc2t10 set c2_status = 'S'
                where rtrim(c2_op) = :order and c2_status = 'N' and c2_datrf = ''
                  and not exists (select from protheus.sh6t10 where rtrim(h6_op) = :order and rtrim(h6_operac) = :step)
                """)
                        .param("order", step.order())
                        .param("step", String.valueOf(step.sequence()))
                        .update()
                == 1;
    }

    /** Good quantities that were posted on a step, each as often as it was posted. */
    private List<BigDecimal> posted(Step step) {
        return goods(step, """
                select p.good from hub.posting p join hub.order_step s on s.id = p.step_id join hub.production_order o on o.id = p.order_id
                where o.number = :order and s.sequence = :sequence order by p.good
                """);
    }

    /** Good quantities that have arrived in the ERP, each as often as it was delivered. */
    private List<BigDecimal> delivered(Step step) {
        return goods(step, """
                select p.good from hub.delivery d join hub.posting p on p.id = d.posting_id
                  join hub.order_step s on s.id = p.step_id join hub.production_order o on o.id = p.order_id
                where o.number = :order and s.sequence = :sequence and d.kind = 'POSTING' and d.state = 'DELIVERED' order by p.good
                """);
    }

    private List<BigDecimal> goods(Step step, String sql) {
        return demo
                .jdbc()
                .sql(sql)
                .param("order", step.order())
                .param("sequence", step.sequence())
                .query(BigDecimal.class)
                .list()
                .stream()
                .map(BigDecimal::stripTrailingZeros)
                .toList();
    }

    private Browser operator(String path) {
        Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE);
        browser.visit(path);
        browser.logIn("operator");
        return browser;
    }

    private static void type(Browser browser, By field, String words) {
        WebElement input = browser.see(field);
        input.clear();
        input.sendKeys(words);
    }

    private static void send(Browser browser) {
        browser.press("Conferir");
        browser.see("Confira antes de enviar");
        browser.driver().executeScript(TWICE);
        browser.see(CODE);
    }

    /** A label with the address of the step, read by a hand scanner. */
    private void scanAndPost(Browser browser, Step step, String amount) {
        browser.see(CODE).sendKeys(demo.address(step.address()), Keys.ENTER);
        type(browser, GOOD, amount);
        send(browser);
    }

    private static By inState(String state) {
        return By.cssSelector("[data-state=" + state + "]");
    }

    private static void seeAll(Browser browser, int count, String state) {
        browser.await(() -> browser.driver().findElements(inState(state)).size() == count);
    }

    /** Until the page would open without network. */
    private static void seeKept(Browser browser) {
        browser.await(() -> Boolean.TRUE.equals(browser.driver()
                .executeScript(
                        "return navigator.serviceWorker.ready.then(() => caches.match('/console/')).then(Boolean)")));
    }

    private void seeLeft(Browser browser) {
        browser.await(() -> demo.address("/console/").equals(browser.driver().getCurrentUrl()));
        browser.see("A fábrica em uma tela");
    }

    private static void isSound(Browser browser) {
        assertThat(browser.overflow()).isZero();
        assertThat(browser.violations()).isEmpty();
    }

    @Test
    void anOperatorPostsFromNumberToDelivered() {
        Step step = step();
        try (Browser browser = operator("/console/post")) {
            // when: the number is typed in part, the order and its last step chosen
            browser.see(CODE).sendKeys(step.order().substring(2));
            WebElement found = browser.see(By.partialLinkText(step.order()));
            isSound(browser);
            found.click();
            browser.click(By.cssSelector("label.choice:last-of-type"));

            // then: what cannot be posted is told beside its field
            type(browser, GOOD, "1.5");
            browser.press("Informar refugo");
            type(browser, By.name("scrap0"), "1");
            browser.press("Conferir");
            browser.see("Digite um número como 12,5");
            browser.see("Diga o motivo.");
            isSound(browser);
            browser.keep("post-faults");

            // when: what may be meant as two numbers
            type(browser, GOOD, "1.500");
            type(browser, By.name("scrap0"), "-5");
            browser.press("Conferir");

            // then
            browser.see("Aqui o ponto deixa dúvida");
            browser.see("A quantidade não pode ser negativa.");

            // when: as the page itself writes it
            type(browser, GOOD, "1.766.032,25");
            type(browser, By.name("scrap0"), "1");
            type(browser, By.name("reason0"), "FURO");
            browser.press("Conferir");

            // then: it is understood, and too much
            browser.see("Confira antes de enviar");
            assertThat(browser.text()).contains("1.766.032,25", "Passa do que falta nesta etapa");
            browser.press("Voltar e corrigir");

            // when
            type(browser, GOOD, "2,5");
            browser.press("Conferir");
            browser.see("Confira antes de enviar");
            isSound(browser);
            browser.keep("post-summary");
            browser.press("Enviar");

            // then
            browser.see(inState("DELIVERED"));
            assertThat(browser.text()).contains("2,5", "refugo: 1", "No ERP");
            assertThat(delivered(step)).contains(new BigDecimal("2.5"));
            isSound(browser);
            browser.keep("post-delivered");
            browser.dark();
            isSound(browser);
            browser.keep("post-delivered-dark");
            assertThat(browser.complaints()).isEmpty();

            // when
            browser.press("Estornar");
            browser.see(By.id("why"));
            browser.click(YES);

            // then: people of the ERP are told what to do
            browser.see(inState("reversing"));
            browser.see(inState("HELD"));
            isSound(browser);
        }
    }

    @Test
    void whatIsPostedWithoutNetworkArrivesOnce() {
        Step step = step();
        try (Browser browser = operator(step.address())) {
            browser.see(GOOD);
            seeKept(browser);

            // when
            browser.cutNetwork();
            type(browser, GOOD, "1");
            send(browser);
            scanAndPost(browser, step, "2");
            scanAndPost(browser, step, "3");
            seeAll(browser, 3, "waitsForNetwork");
            browser.driver().navigate().refresh();

            // then: page and postings are still there, and nothing has left them
            seeAll(browser, 3, "waitsForNetwork");
            isSound(browser);
            browser.keep("post-offline");
            assertThat(posted(step)).isEmpty();

            // when
            browser.mendNetwork();

            // then
            seeAll(browser, 3, "DELIVERED");
            List<BigDecimal> all = List.of(BigDecimal.ONE, BigDecimal.TWO, BigDecimal.valueOf(3));
            assertThat(delivered(step)).isEqualTo(all);
            assertThat(posted(step)).isEqualTo(all);
        }
    }

    /** Chromium without a screen has neither camera nor an eye for codes: both are played. */
    @Test
    void aCameraReadsTheLabelOfAStep() {
        Step step = step();
        try (Browser browser = Browser.open(demo, "en", Screen.PHONE)) {
            browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                    navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream(5);
                    HTMLMediaElement.prototype.play = async () => {};
                    Object.defineProperty(HTMLMediaElement.prototype, 'readyState', { value: 4 });
                    globalThis.BarcodeDetector = class {
                      static async getSupportedFormats() { return ['qr_code']; }
                      async detect() { return [{ rawValue: '%s' }]; }
                    };
                    """.formatted(
                            demo.address(step.address()))));
            browser.visit("/console/post");
            browser.logIn("operator");

            // when
            browser.press("Scan with the camera");

            // then
            browser.see(GOOD);
            browser.see(step.order());
            assertThat(browser.see(By.cssSelector(".choice:has(:checked)")).getText())
                    .startsWith(step.sequence() + " ");
            assertThat(browser.driver().findElements(By.tagName("dialog"))).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aRefusedPostingIsMended() {
        Step step = step();
        try (Browser browser = operator(step.address())) {
            // given: what was typed is there after a reload
            type(browser, GOOD, "999999");
            browser.driver().navigate().refresh();
            browser.see("Passa do que falta nesta etapa");

            // when
            send(browser);

            // then
            browser.see(inState("refused"));
            assertThat(browser.text()).contains("Com este apontamento a operação teria");
            isSound(browser);
            browser.keep("post-refused");

            // when
            browser.follow("Corrigir");
            browser.see("Corrigindo o apontamento recusado");
            type(browser, GOOD, "4");
            send(browser);

            // then
            browser.see(inState("DELIVERED"));
            assertThat(browser.driver().findElements(inState("refused"))).isEmpty();
            assertThat(posted(step)).containsExactly(BigDecimal.valueOf(4));
        }
    }

    @Test
    void whoHasToLogInAgainLosesNothing() {
        Step step = step();
        try (Browser browser = operator(step.address())) {
            browser.see(GOOD);
            browser.driver().executeScript("""
                    const tokens = JSON.parse(sessionStorage.getItem('esteira.tokens'));
                    sessionStorage.setItem('esteira.tokens', JSON.stringify({ ...tokens, access: 'ended' }))
                    """);

            // when
            type(browser, GOOD, "6");
            send(browser);

            // then
            browser.see(inState("waitsForLogin"));
            browser.see("Seu acesso terminou");
            isSound(browser);

            // when: the issuer still knows them
            browser.press("Entrar");

            // then
            browser.see(inState("DELIVERED"));
            assertThat(posted(step)).containsExactly(BigDecimal.valueOf(6));
        }
    }

    @Test
    void whatOnePersonQueuedIsNotSentAsAnother() {
        Step step = step();
        try (Browser browser = operator(step.address())) {
            browser.see(GOOD);
            seeKept(browser);

            // given
            browser.cutNetwork();
            type(browser, GOOD, "5");
            send(browser);
            browser.see(inState("waitsForNetwork"));
            browser.pressInBar("Sair");
            browser.click(YES);
            browser.await(
                    () -> demo.address("/console/").equals(browser.driver().getCurrentUrl()));
            browser.see("A fábrica em uma tela");

            // when: the issuer hears of it as soon as it can
            browser.mendNetwork();
            browser.logIn("leader");
            browser.visit("/console/post");

            // then
            browser.see("apontamentos de outra pessoa (1)");
            assertThat(browser.text()).contains("Nada apontado neste aparelho").doesNotContain(step.order());
            assertThat(posted(step)).isEmpty();

            // when
            browser.pressInBar("Sair");
            seeLeft(browser);
            browser.logIn("operator");
            browser.visit("/console/post");

            // then
            browser.see(inState("DELIVERED"));
            assertThat(delivered(step)).containsExactly(BigDecimal.valueOf(5));
        }
    }
}
