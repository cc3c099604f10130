package io.esteira.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** The page itself, at every address that a link within it may have, and what it must know to log somebody in. */
@RestController
@ConditionalOnWebApplication
final class ConsoleController {

    private static final Pattern ASSET = Pattern.compile("/console/assets/[a-z.]+");

    private final String page = page();
    private final LoginSettings login;
    private final ResourceUrlProvider assets;

    ConsoleController(LoginSettings login, ResourceUrlProvider assets) {
        this.login = login;
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
    ResponseEntity<LoginSettings> settings() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(login);
    }
}
