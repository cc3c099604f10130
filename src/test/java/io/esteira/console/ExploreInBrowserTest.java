package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

@InBrowser
class ExploreInBrowserTest {

    private static final Path FILE = Path.of("orders-by-status.csv");

    private final Demo demo;

    @TempDir
    private Path downloads;

    ExploreInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pt-BR | PHONE   | Explorar | Nome ou descrição   | Executar | Linhas: 1 | Baixar CSV   | Abrir no GraphiQL | 1234,5
            en    | DESKTOP | Explore  | Name or description | Run      | Rows: 1   | Download CSV | Open in GraphiQL  | 1234.5
            """)
    void anAnalystRunsAReadyQueryTakesItAsAFileAndChangesIt(
            String language,
            Screen screen,
            String explore,
            String find,
            String run,
            String rows,
            String download,
            String open,
            String quantity)
            throws IOException {
        try (Browser browser = Browser.open(demo, language, screen)) {
            browser.downloadTo(downloads);
            browser.visit("/console/explore");
            browser.logIn("analyst");
            browser.seeHeading(explore);

            // then: what they may ask
            browser.see(By.linkText("orders-by-status"));
            assertThat(browser.text()).doesNotContain("open-alerts");

            // when
            browser.click(By.cssSelector("a[href*='all=yes']"));

            // then
            browser.see(By.linkText("open-alerts"));
            browser.keep("explore");

            // when
            browser.fill(find, "pieces late");
            browser.follow("orders-by-status");
            browser.seeHeading("orders-by-status");
            browser.fill("where", "{\"number\": {\"eq\": \"CON-1\"}}");
            browser.press(run);

            // then
            browser.see(rows);
            assertThat(browser.see(By.tagName("table")).getText())
                    .contains("key.company", "EXEMPLO", "RELEASED", "1234.5");
            browser.keep("explore-query");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();

            // when
            browser.press(download);

            // then
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(downloads.resolve(FILE)));
            assertThat(Files.readString(downloads.resolve(FILE))).contains("key.company", "EXEMPLO", quantity);

            // when: the same goes on in GraphiQL, with the same login
            browser.press(open);
            browser.see("OrdersByStatus");
            browser.press("Execute query (Ctrl-Enter)");

            // then
            browser.see("\"1234.5\"");
            browser.keep("graphiql");

            // when
            browser.press("Open settings dialog");

            // then: its policy lets in all that it needs
            browser.see(By.cssSelector("[role=dialog]"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatTheHubRefusesIsToldBesideTheForm() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE)) {
            browser.visit("/console/explore/orders-by-status?today=2026-05-20&where=%7B&run=yes");
            browser.logIn("analyst");

            assertThat(browser.see(By.cssSelector("[role=alert]")).getText()).contains("where");
            assertThat(browser.field("today").getDomProperty("value")).isEqualTo("2026-05-20");
        }
    }
}
