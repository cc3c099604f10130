package io.esteira.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Quotes;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at the console: finds things by the names on the screen, and waits for them as long as it takes, up to a minute. */
final class Browser implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final boolean KEEPS = System.getProperty("esteira.test.screenshots") != null;
    private static final Duration SOON = Duration.ofSeconds(60);
    static final By NAVIGATION = By.cssSelector("header nav a");
    private static final By LOG_IN =
            By.xpath("//main//button[normalize-space()='Entrar' or normalize-space()='Log in']");
    private static final By LOADING =
            By.xpath("//main//*[@role='status'][normalize-space()='Carregando…' or normalize-space()='Loading…']");

    private static final String FIELD = """
            const own = label => [...label.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
              .map(node => node.data).join('').trim();
            const name = arguments[0];
            return [...document.querySelectorAll('label')].find(label => own(label) === name)?.control
              ?? document.querySelector(`[aria-label=${CSS.escape(name)}]`)
            """;

    private final Demo demo;
    private final String language;
    private final Screen screen;
    private final Line line;
    private final ChromeDriver driver;

    private Browser(Demo demo, String language, Screen screen) {
        this.demo = demo;
        this.language = language;
        this.screen = screen;
        this.line = new Line(demo.port());
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withTimeout(SOON)
                        .build(),
                options(demo, language, line));
    }

    static boolean isHere() {
        return Files.exists(BROWSER) && Files.exists(DRIVER);
    }

    /** @param language that the browser prefers, such as pt-BR */
    static Browser open(Demo demo, String language, Screen screen) {
        Browser browser = new Browser(demo, language, screen);
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        screen.width,
                        "height",
                        screen.height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        screen == Screen.PHONE));
        return browser;
    }

    private static ChromeOptions options(Demo demo, String language, Line line) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--accept-lang=" + language,
                "--host-resolver-rules=MAP localhost:%d 127.0.0.1:%d".formatted(demo.port(), line.port()));
        options.setCapability("goog:loggingPrefs", logs);
        options.setScriptTimeout(SOON);
        return options;
    }

    /** For what only one test does. */
    ChromeDriver driver() {
        return driver;
    }

    void command(String method, Map<String, Object> parameters) {
        driver.executeCdpCommand(method, parameters);
    }

    private WebDriverWait soon() {
        WebDriverWait wait = new WebDriverWait(driver, SOON);
        // a page that shows something newer puts other elements in their places
        wait.ignoreAll(List.of(StaleElementReferenceException.class, ElementNotInteractableException.class));
        return wait;
    }

    /** Opens an address such as {@code /console/orders?late=yes}. */
    void visit(String path) {
        driver.get(demo.address(path));
    }

    /** From the page that asks to log in, back to where the person wanted to go. */
    void logIn(String user) {
        click(LOG_IN);
        see(By.name("username")).sendKeys(user);
        driver.findElement(By.name("password")).sendKeys(Demo.PASSWORD);
        driver.findElement(By.cssSelector("button[type=submit]")).click();
        // on a phone they are behind a button
        soon().until(ExpectedConditions.presenceOfElementLocated(NAVIGATION));
    }

    WebElement see(By what) {
        return soon().until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    /** Waits until the content has this text somewhere. */
    void see(String text) {
        soon().until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("main"), text));
    }

    void seeHeading(String text) {
        soon().until(ExpectedConditions.textToBe(By.tagName("h1"), text));
    }

    /** Waits until the page shows what it was asked for. */
    void seeAnswer() {
        see(By.tagName("h1"));
        soon().until(ExpectedConditions.invisibilityOfElementLocated(LOADING));
    }

    /** Waits for something that is not on the screen. */
    void await(BooleanSupplier happened) {
        soon().until(ignored -> happened.getAsBoolean());
    }

    String heading() {
        return see(By.tagName("h1")).getText();
    }

    /** What the content says. */
    String text() {
        return see(By.tagName("main")).getText();
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** A button. */
    void press(String name) {
        String quoted = Quotes.escape(name);
        click(By.xpath("//button[normalize-space()=%s or @aria-label=%s]".formatted(quoted, quoted)));
    }

    /** A button of the bar, which on a phone is behind another. */
    void pressInBar(String name) {
        if (screen == Screen.PHONE) {
            press("Menu");
        }
        press(name);
    }

    /** A link. */
    void follow(String name) {
        click(By.linkText(name));
    }

    void click(By what) {
        soon().until(ignored -> {
            driver.findElement(what).click();
            return true;
        });
    }

    /** The input, select or text area with this label. */
    WebElement field(String label) {
        return soon().until(ignored -> fieldNow(label));
    }

    private @Nullable WebElement fieldNow(String label) {
        return (WebElement) driver.executeScript(FIELD, label);
    }

    void fill(String label, String text) {
        WebElement field = field(label);
        field.clear();
        field.sendKeys(text);
    }

    /** Of inputs that browsers give a form of their own, such as those of moments. */
    void set(String label, String value) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
                field(label),
                value);
    }

    void choose(String label, String option) {
        new Select(field(label)).selectByVisibleText(option);
    }

    /** Files that people download come here. */
    void downloadTo(Path folder) {
        command("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    void dark() {
        colourScheme("dark");
    }

    void light() {
        colourScheme("light");
    }

    private void colourScheme(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The hub cannot be reached any more, and the browser knows that it is offline. */
    void cutNetwork() {
        line.cut();
        network(true);
    }

    void mendNetwork() {
        line.mend();
        network(false);
    }

    private void network(boolean offline) {
        command(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Errors and warnings of the console since the last look; the demo's page of login asks for an icon that there is not. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("/favicon.ico"))
                .toList();
    }

    /** What axe says against the page as it is now. */
    List<String> violations() {
        return Axe.violations(driver);
    }

    /** How many pixels the page is wider than the screen, which would scroll to the side. */
    long overflow() {
        Long width = (Long) driver.executeScript("return document.documentElement.scrollWidth");
        return Math.max(0, Objects.requireNonNull(width) - screen.width);
    }

    /** Keeps what is on the screen as target/screenshots/name-language-width.png, where {@code -Desteira.test.screenshots} asks for it. */
    void keep(String name) {
        if (!KEEPS) {
            return;
        }
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve("%s-%s-%d.png".formatted(name, language, screen.width)),
                    driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        line.close();
    }
}
