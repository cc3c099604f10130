package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

@InBrowser
class OrdersInBrowserTest {

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
            browser.follow("late");

            // then
            browser.see("The hub does not answer");

            // when
            browser.mendNetwork();
            browser.press("Try again");

            // then
            browser.see("CON-1");
        }
    }
}
