package io.esteira.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** The page itself, at every address that a link within it may have, and what it must know of the hub. */
@RestController
@ConditionalOnWebApplication
final class ConsoleController {

    private static final Pattern ASSET = Pattern.compile("/console/assets/[a-z.]+");

    private final String page = page();
    private final Settings settings;
    private final ResourceUrlProvider assets;

    /**
     * What the page cannot know by itself.
     *
     * @param graphiql whether the hub serves it
     */
    record Settings(@JsonUnwrapped LoginSettings login, boolean graphiql) {}

    ConsoleController(
            LoginSettings login, @Value("${esteira.graphql.mode:open}") String mode, ResourceUrlProvider assets) {
        this.settings = new Settings(login, mode.equalsIgnoreCase("open"));
        this.assets = assets;
    }

    private static String page() {
        try {
            return new ClassPathResource("console/index.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping({"/console", "/console/", "/console/{page:(?!assets$)[a-z-]+}/{*rest}"})
    ResponseEntity<String> index() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(ASSET.matcher(page)
                        .replaceAll(name -> Objects.requireNonNull(assets.getForLookupPath(name.group()))));
    }

    @GetMapping("/console/settings.json")
    ResponseEntity<Settings> settings() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(settings);
    }
}
