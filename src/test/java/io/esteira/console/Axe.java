package io.esteira.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** What axe says against a page, by the rules of WCAG 2.2 A and AA. The driver brings its script: no policy of the page minds. */
final class Axe {

    private static final String SCRIPT = read();

    /** Not before colours have arrived that are on their way from one to another. */
    private static final String RUN = """
            const done = arguments[0];
            Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              resultTypes: ['violations'],
            })).then(
              ({ violations, passes }) => done(!passes.length ? ['axe found nothing to look at'] : violations.flatMap(({ id, nodes }) =>
                nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))),
              failure => done([`axe failed: ${failure}`]))
            """;

    private Axe() {}

    private static String read() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> violations(JavascriptExecutor page) {
        if (!Boolean.TRUE.equals(page.executeScript("return 'axe' in window"))) {
            page.executeScript(SCRIPT);
        }
        List<?> violations = (List<?>) Objects.requireNonNull(page.executeAsyncScript(RUN));
        return violations.stream().map(String::valueOf).toList();
    }
}
