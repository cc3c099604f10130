package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the browser keeps of the page, so that it opens without network, while the hub changes from one version to the next. */
@InBrowser
class KeptPageInBrowserTest {

    /** As if the hub had been of two other versions before; the page of the latter is kept. */
    private static final String OTHER_VERSIONS = """
            const cache = await caches.open('esteira-console');
            for (const file of ['before', 'longAgo']) {
              await cache.put(`/console/assets/${file}.js`, new Response(''));
            }
            await cache.put('/console/', new Response('<script src="/console/assets/before.js"></script>'));
            """;

    private static final String KEPT = """
            const cache = await caches.open('esteira-console');
            return (await cache.keys()).map(({ url }) => new URL(url).pathname);
            """;

    private static final String NAMED = """
            const page = await (await caches.match('/console/')).text();
            return [...page.matchAll(/"(\\/console\\/assets\\/[^"]+)"/g)].map(([, file]) => file);
            """;

    private final Demo demo;

    KeptPageInBrowserTest(Demo demo) {
        this.demo = demo;
    }

    private static @Nullable Object run(Browser browser, String script) {
        return browser.driver().executeScript("return (async () => {" + script + "})()");
    }

    private static List<Object> told(Browser browser, String script) {
        return List.copyOf((List<?>) Objects.requireNonNull(run(browser, script)));
    }

    /** Until the worker has kept what it was asked for. */
    private static void visit(Browser browser) {
        browser.visit("/console/post");
        run(browser, "await navigator.locks.request('esteira-console', () => {});");
    }

    @Test
    void filesStayForTheVersionBeforeAndForNoOther() {
        try (Browser browser = Browser.open(demo, "pt-BR", Screen.DESKTOP)) {
            browser.visit("/console/post");
            browser.logIn("operator");
            run(browser, "await navigator.serviceWorker.ready;");
            run(browser, OTHER_VERSIONS);

            // when: this version comes again
            visit(browser);

            // then
            List<Object> named = told(browser, NAMED);
            assertThat(named).hasSize(4);
            assertThat(told(browser, KEPT))
                    .hasSize(named.size() + 2)
                    .containsAll(named)
                    .contains("/console/", "/console/assets/before.js");

            // when: and once more
            visit(browser);

            // then
            assertThat(told(browser, KEPT)).hasSize(named.size() + 2).contains("/console/assets/before.js");
        }
    }
}
