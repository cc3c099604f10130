package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** What holds for each page of the navigation, as somebody sees it who may see all. */
@InBrowser
class EveryPageInBrowserTest {

    private record Entry(String name, String path) {

        /** The name of its screenshots. */
        String key() {
            return path.replaceFirst("^/console/?", "").replace('/', '-');
        }
    }

    private final Demo demo;

    EveryPageInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    @ParameterizedTest
    @CsvSource({"pt-BR, PHONE", "pt-BR, DESKTOP", "en, PHONE", "en, DESKTOP"})
    void isReadableForEverybodyAndTakesNoTextForHtml(String language, Screen screen) {
        try (Browser browser = Browser.open(demo, language, screen)) {
            browser.visit("/console/");
            browser.logIn("admin");
            browser.seeAnswer();
            List<Entry> pages = navigation(browser);
            assertThat(pages).isNotEmpty();
            for (Entry page : pages) {
                browser.visit(page.path());
                browser.seeAnswer();
                browser.light();
                browser.keep(page.key());
                check(browser, page);
                browser.dark();
                browser.keep(page.key() + "-dark");
                assertThat(browser.violations()).as("%s in the dark", page).isEmpty();
            }
        }
    }

    /** What breaks a page is rarely on its first screen. */
    @Test
    void takesNoTextForHtml() {
        List<String> hostile = List.of(
                "/console/orders?late=yes&phase=HOSTILE",
                "/console/orders?search=%3Cimg%20src%3Dx%3E",
                "/console/board?company=EXEMPLO&plan=%3Cimg%20src%3Dx%3E",
                "/console/post?order=CON-1",
                "/console/routes",
                "/console/administration/audit",
                "/console/orders/%3Cimg%20src%3Dx%20onerror%3D%22document.title='hostile'%22%3E");
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.PHONE)) {
            // one of them by way of the issuer, and back
            browser.visit(hostile.getLast());
            browser.logIn("admin");
            isHarmless(browser, hostile.getLast());
            for (String path : hostile) {
                browser.visit(path);
                isHarmless(browser, path);
            }
        }
    }

    private static void isHarmless(Browser browser, String path) {
        browser.seeAnswer();
        assertThat(browser.driver().findElements(By.cssSelector("img")))
                .as(path)
                .isEmpty();
        assertThat(browser.title()).as(path).endsWith(" · Esteira");
        assertThat(browser.overflow()).as(path).isZero();
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    private static List<Entry> navigation(Browser browser) {
        return browser.driver().findElements(Browser.NAVIGATION).stream()
                .map(link -> new Entry(
                        Objects.requireNonNull(link.getDomProperty("textContent"))
                                .strip(),
                        Objects.requireNonNull(link.getDomAttribute("href"))))
                .toList();
    }

    private static void check(Browser browser, Entry page) {
        assertThat(browser.heading()).as("heading of %s", page).isNotBlank();
        assertThat(browser.title()).isEqualTo(page.name() + " · Esteira");
        assertThat(browser.driver().findElements(By.cssSelector("img[src=x]")))
                .as("texts of %s taken for HTML", page)
                .isEmpty();
        assertThat(browser.overflow())
                .as("%s is no wider than the screen", page)
                .isZero();
        assertThat(browser.complaints()).as("%s", page).isEmpty();
        assertThat(browser.violations()).as("%s", page).isEmpty();
    }
}
