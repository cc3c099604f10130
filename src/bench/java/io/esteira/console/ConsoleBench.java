package io.esteira.console;

import static org.awaitility.Awaitility.await;

import io.esteira.bench.Figures;
import io.esteira.bench.Latencies;
import io.esteira.bench.Uuid7;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people wait for at the console, in headless Chromium on the machine of the demo, whose plant is at work. */
@ExtendWith(Figures.class)
class ConsoleBench {

    private static final int LOADS = Integer.getInteger("bench.console-loads", 15);
    private static final int POSTINGS = Integer.getInteger("bench.console-postings", 30);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Waits until the page has shown what it asked for and the main thread has had no long task for a second. */
    private static final String INTERACTIVE = """
            const done = arguments[0];
            let shown;
            const longTasks = [];
            new PerformanceObserver(list => longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
            const entries = () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
            const look = () => {
              shown = window.shownAt;
              const ends = longTasks.map(({ startTime, duration }) => startTime + duration);
              const quiet = Math.max(shown ?? Infinity, ...ends);
              if (performance.now() - quiet > 1000) {
                done(JSON.stringify({
                  shown, interactive: quiet,
                  bytes: entries().reduce((sum, { transferSize }) => sum + transferSize, 0),
                  requests: entries().map(({ name, startTime, responseEnd, transferSize }) =>
                    [new URL(name).pathname, Math.round(startTime), Math.round(responseEnd), transferSize]),
                  longTasks: longTasks.map(({ startTime, duration }) => [Math.round(startTime), Math.round(duration)]),
                }));
              } else {
                setTimeout(look, 50);
              }
            };
            look();
            """;

    /** Notes when data is painted first. */
    private static final String NOTE = """
            new MutationObserver((_, observer) => {
              const main = document.querySelector('main');
              if (main?.querySelector('h1') && main.querySelector('table, dl, .source')) {
                observer.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => window.shownAt = performance.now()));
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    /** Notes when a text is painted in the content, by the clock of the machine. */
    private static final String EXPECT = """
            const wanted = arguments[0];
            window.painted = new Promise(seen => {
              const observer = new MutationObserver(() => {
                if (document.querySelector('main').textContent.includes(wanted)) {
                  observer.disconnect();
                  requestAnimationFrame(() => requestAnimationFrame(() => seen(performance.timeOrigin + performance.now())));
                }
              });
              observer.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
            });
            """;

    private static final String POST = """
            {"query": "mutation { postProduction(input: {id: \\"%1$s\\", idempotencyKey: \\"%1$s\\", company: \\"%2$s\\",\
             orderNumber: \\"%3$s\\", sequence: %4$d, good: \\"%5$s\\"}) { __typename ... on PostingRefused { code message } } }"}""";

    /** The plant works on the same orders: too little to finish one, and found on screen behind the point of a sum of whole pieces. */
    private static final BigDecimal LITTLE = new BigDecimal("0.0011");

    private record Step(String company, String number, int sequence) {}

    @Test
    void atTheDemo() throws Exception {
        try (Demo demo = Demo.start();
                Browser browser = Browser.open(demo, "en", Screen.DESKTOP)) {
            await().atMost(Duration.ofMinutes(12))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isRead(demo));
            browser.visit("/console/");
            browser.logIn("planner");
            browser.seeAnswer();
            browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(90));
            firstLoads(browser);
            postingToOrder(demo, browser);
            postingToBoard(demo, browser);
        }
    }

    private static boolean isRead(Demo demo) {
        return demo.jdbc().sql("""
                select count(*) = 0 from hub.stream s join hub.stream_state t on t.stream_id = s.id
                 where t.last_success_at is null and s.source <> 'mqtt'
                """).query(Boolean.class).single()
                && demo.jdbc()
                                .sql("select count(*) from hub.posting")
                                .query(Long.class)
                                .single()
                        > 300;
    }

    /** The front page of a planner who has logged in, with nothing of it in the browser. */
    private static void firstLoads(Browser browser) {
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", NOTE));
        Latencies shown = new Latencies();
        Latencies interactive = new Latencies();
        List<Long> bytes = new ArrayList<>();
        JsonNode load = JSON.nullNode();
        for (int i = 0; i < LOADS; i++) {
            browser.driver().executeScript("sessionStorage.removeItem('esteira.me')");
            browser.command("Network.clearBrowserCache", Map.of());
            browser.command(
                    "Storage.clearDataForOrigin",
                    Map.of("origin", origin(browser), "storageTypes", "service_workers,cache_storage"));
            browser.visit("/console/");
            load = JSON.readTree(Objects.requireNonNull(browser.driver().executeAsyncScript(INTERACTIVE))
                    .toString());
            shown.add(millis(load.path("shown").asDouble()));
            interactive.add(millis(load.path("interactive").asDouble()));
            bytes.add(load.path("bytes").asLong());
        }
        System.out.println("The last first load: " + load);
        String page = browser.heading();
        Figures.add("First load of " + page + ", planner: transferred", "< 300 kB", "%.0f kB", median(bytes) / 1e3);
        Figures.add("The same: from the address to data on screen", "", "%s", shown);
        Figures.add("The same: to a main thread that rests", "p50 < 1.5 s", "%s", interactive);
    }

    private static String origin(Browser browser) {
        return Objects.requireNonNull(browser.driver().executeScript("return location.origin"))
                .toString();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** From postings sent to the hub to the last of them on the page of their order. */
    private static void postingToOrder(Demo demo, Browser browser) throws Exception {
        Step step = step(demo, "o.source = 'protheus'");
        browser.visit("/console/orders?company=" + step.company() + "&search=" + step.number());
        browser.follow(step.number());
        browser.seeHeading("Order " + step.number());
        browser.see(By.tagName("table"));
        // each is a row, told apart by a quantity that no sum of those before is
        Function<BigDecimal, BigDecimal> good =
                number -> number.movePointLeft(6).add(new BigDecimal("0.01"));
        Latencies latencies = postingToPixel(demo, browser, step, good, good);
        Figures.add("Posting over HTTP to its quantity on the open page of its order", "p95 < 1 s", "%s", latencies);
    }

    /** From postings sent to the hub to what their phase achieved, on the phase board. */
    private static void postingToBoard(Demo demo, Browser browser) throws Exception {
        browser.visit("/console/board");
        browser.see(By.tagName("table"));
        Step step = step(
                demo,
                "o.source = 'csw' and exists (select from hub.plan p where p.company_id = o.company_id and p.sales_from <= now())");
        Latencies latencies = postingToPixel(demo, browser, step, number -> LITTLE, LITTLE::multiply);
        Figures.add("Posting over HTTP to what its phase achieved, on the phase board", "< 1 s", "%s", latencies);
    }

    private static Step step(Demo demo, String condition) {
        return demo.jdbc().sql("""
                select c.code as company, o.number, s.sequence from hub.production_order o
                  join hub.company c on c.id = o.company_id
                  join hub.order_step s on s.order_id = o.id and s.phase_id = o.current_phase_id
                 where o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked and s.status <> 'COMPLETED'
                   and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10 and %s
                 order by s.status = 'WAITING' desc, (o.quantity - s.good_in_erp - s.good_pending) desc limit 1
                """.formatted(condition)).query(Step.class).single();
    }

    /**
     * @param good of a posting, by its number
     * @param onScreen what is behind the point there, once this posting is
     */
    private static Latencies postingToPixel(
            Demo demo,
            Browser browser,
            Step step,
            Function<BigDecimal, BigDecimal> good,
            Function<BigDecimal, BigDecimal> onScreen)
            throws Exception {
        Latencies latencies = new Latencies();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token = token(http, demo);
            for (int i = 1; i <= POSTINGS; i++) {
                BigDecimal number = BigDecimal.valueOf(i);
                String wanted = onScreen.apply(number)
                        .stripTrailingZeros()
                        .toPlainString()
                        .substring(1);
                browser.driver().executeScript(EXPECT, wanted);
                double sent = System.currentTimeMillis();
                JsonNode posted = ask(
                        http,
                        demo,
                        token,
                        POST.formatted(
                                Uuid7.next(),
                                step.company(),
                                step.number(),
                                step.sequence(),
                                good.apply(number).toPlainString()));
                if (!posted.at("/data/postProduction/__typename").asString().equals("PostProductionPayload")) {
                    throw new IllegalStateException("refused: " + posted);
                }
                double painted = ((Number) Objects.requireNonNull(
                                browser.driver().executeAsyncScript("window.painted.then(arguments[0])")))
                        .doubleValue();
                latencies.add(millis(painted - sent));
                pause();
            }
        }
        return latencies;
    }

    /** Postings that do not march in step with what the page does every so often. */
    private static void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(200, 1200));
    }

    private static String token(HttpClient http, Demo demo) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.address("/oauth2/token")))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("access_token")
                .asString();
    }

    private static JsonNode ask(HttpClient http, Demo demo, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.address("/graphql")))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
