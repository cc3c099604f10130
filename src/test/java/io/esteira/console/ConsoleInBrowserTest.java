package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.esteira.EsteiraApplication;
import io.esteira.plant.embedded.Ports;
import io.esteira.support.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People at the demo, in Chromium; without it, or without its driver, this is skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class ConsoleInBrowserTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** Known beforehand: the issuer sends people back to this address alone. */
    private static final int PORT = Ports.free();

    private static final Duration SOON = Duration.ofSeconds(60);

    /** An item that is called like this breaks pages that take texts for HTML. */
    private static final String HOSTILE = "<img src=x onerror=\"document.title='hostile'\"> \u202E\uD83D\uDE00";

    private @Nullable ConfigurableApplicationContext hub;

    @BeforeAll
    void demoWithAHostileItem() {
        assumeTrue(Files.exists(BROWSER) && Files.exists(DRIVER), "no Chromium here");
        hub = SpringApplication.run(
                EsteiraApplication.class,
                "--spring.profiles.active=demo",
                "--esteira.demo.dir=" + TestFolder.create("console-demo"),
                "--server.port=" + PORT,
                "--esteira.demo.postgres-port=0",
                "--esteira.demo.mqtt-port=0",
                "--esteira.demo.protheus-port=0",
                "--esteira.demo.plant-port=0",
                "--esteira.demo.items=40",
                "--esteira.demo.orders=60",
                "--esteira.demo.open-orders=20",
                "--esteira.demo.movements=500");
        JdbcClient jdbc = JdbcClient.create(hub.getBean(DataSource.class));
        jdbc.sql("""
                insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                select gen_random_uuid(), id, 'test', 'HOSTILE', :name, 'PRODUCT', true, now() from hub.company where code = 'EXEMPLO'""").param("name", HOSTILE).update();
        jdbc.sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                select gen_random_uuid(), company_id, 'test', 'CON-1', 'CON-1', id, 'RELEASED', 'RELEASED', '1',
                  1234.5, date '2001-02-03', false, now() from hub.item where code = 'HOSTILE'""").update();
        jdbc.sql("""
                insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, observed_at)
                select gen_random_uuid(), company_id, 'test', id, 10, 'OP1', 'Sewing', now()
                  from hub.production_order where number = 'CON-1'""").update();
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private static String address(String path) {
        return "http://localhost:" + PORT + path;
    }

    private static ChromeDriver browser(String language, Dimension size) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--accept-lang=" + language);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", size.width < 600));
        return browser;
    }

    private static WebElement see(ChromeDriver browser, By what) {
        return new WebDriverWait(browser, SOON).until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    private static void press(ChromeDriver browser, String name) {
        see(browser, By.xpath("//button[normalize-space()='" + name + "']")).click();
    }

    private static void logIn(ChromeDriver browser, String button) {
        press(browser, button);
        see(browser, By.name("username")).sendKeys("planner");
        browser.findElement(By.name("password")).sendKeys("demo");
        browser.findElement(By.cssSelector("button[type=submit]")).click();
    }

    private static void heading(ChromeDriver browser, String text) {
        new WebDriverWait(browser, SOON).until(ExpectedConditions.textToBe(By.tagName("h1"), text));
    }

    /** Of the console: the issuer's page of login asks for an icon that there is not. */
    private static List<String> complaints(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("/favicon.ico"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pt-BR | 390  | 844 | Entrar | Sair    | Ordens | Ordem CON-1 | 1.234,5 | 03/02/2001 | Liberada
            pt-BR | 1440 | 900 | Entrar | Sair    | Ordens | Ordem CON-1 | 1.234,5 | 03/02/2001 | Liberada
            en-US | 390  | 844 | Log in | Log out | Orders | Order CON-1 | 1,234.5 | 2/3/01     | Released
            en-US | 1440 | 900 | Log in | Log out | Orders | Order CON-1 | 1,234.5 | 2/3/01     | Released
            """)
    void aPlannerFindsAnOrder(
            String language,
            int width,
            int height,
            String logIn,
            String logOut,
            String orders,
            String order,
            String quantity,
            String due,
            String status)
            throws IOException {
        ChromeDriver browser = browser(language, new Dimension(width, height));
        try {
            // when: a link to a list with a filter is opened by somebody who has not logged in
            browser.get(address("/console/orders?late=yes&search=CON-1"));
            logIn(browser, logIn);

            // then: they come back to that list, whose texts are texts
            heading(browser, orders);
            WebElement found = see(browser, By.linkText("CON-1"));
            assertThat(browser.findElement(By.tagName("table")).getText())
                    .contains("<img src=x onerror=", quantity, due, status);

            keep(browser, "orders-" + language + "-" + width);

            // when
            found.click();

            // then
            heading(browser, order);
            assertThat(see(browser, By.tagName("main")).getText()).contains("<img src=x onerror=", "Sewing", quantity);
            keep(browser, "order-" + language + "-" + width);
            assertThat(browser.getTitle()).isEqualTo(orders + " · Esteira");
            assertThat(browser.findElements(By.tagName("img"))).isEmpty();
            assertThat(wide(browser)).as("the page is no wider than the screen").isLessThanOrEqualTo(width);
            assertThat(complaints(browser)).isEmpty();

            // when
            press(browser, logOut);

            // then: neither page nor issuer remembers them
            logIn(browser, logIn);
            heading(browser, orders);
        } finally {
            browser.quit();
        }
    }

    private static void keep(ChromeDriver browser, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static long wide(ChromeDriver browser) {
        return (Long) Objects.requireNonNull(browser.executeScript("return document.documentElement.scrollWidth"));
    }
}
