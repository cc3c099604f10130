package io.esteira.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.esteira.platform.KeptFiles;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page itself, at every address that a link within it may have, what it must know of the hub, and what keeps it offline. */
@RestController
@ConditionalOnWebApplication
final class ConsoleController {

    private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType MANIFEST = MediaType.parseMediaType("application/manifest+json");
    private static final MediaType ICON = MediaType.parseMediaType("image/svg+xml");
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

    /** Names the files that make it up. */
    static final String PAGE_FILE = "console/index.html";

    private final String page;
    private final String manifest;
    private final String worker = KeptFiles.text("console/sw.js");
    private final String icon = KeptFiles.text("console/assets/icon.svg");
    private final Settings settings;

    /**
     * What the page cannot know by itself.
     *
     * @param graphiql whether the hub serves it
     */
    record Settings(@JsonUnwrapped LoginSettings login, boolean graphiql) {}

    ConsoleController(LoginSettings login, Environment environment, KeptFiles assets) {
        this.settings = new Settings(login, servesGraphiQl(environment));
        this.page = assets.withDigests(KeptFiles.text(PAGE_FILE));
        this.manifest = assets.withDigests(KeptFiles.text("console/manifest.json"));
    }

    private static boolean servesGraphiQl(Environment environment) {
        return environment.getProperty("spring.graphql.graphiql.enabled", Boolean.class, false)
                && !"hardened".equalsIgnoreCase(environment.getProperty("esteira.graphql.mode"));
    }

    @GetMapping({"/console", "/console/", "/console/{page:(?!assets$)[a-z-]+}/{*rest}"})
    ResponseEntity<String> index() {
        return asked(PAGE).body(page);
    }

    /** What an installed console is called and looks like. */
    @GetMapping("/console/manifest.json")
    ResponseEntity<String> manifest() {
        return asked(MANIFEST).body(manifest);
    }

    /** For browsers that show another page of the hub, such as GraphiQL, and look where icons were of old. */
    @GetMapping("/favicon.ico")
    ResponseEntity<String> icon() {
        return asked(ICON).body(icon);
    }

    /** What keeps the page where there is no network: below both addresses of the front page. */
    @GetMapping("/console/sw.js")
    ResponseEntity<String> worker() {
        return asked(SCRIPT).header("Service-Worker-Allowed", "/console").body(worker);
    }

    /** Asked for each time: what it names or does is that of the hub that runs now. */
    private static ResponseEntity.BodyBuilder asked(MediaType type) {
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noCache());
    }

    @GetMapping("/console/settings.json")
    ResponseEntity<Settings> settings() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(settings);
    }
}
