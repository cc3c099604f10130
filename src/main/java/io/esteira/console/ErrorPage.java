package io.esteira.console;

import io.esteira.platform.KeptFiles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What a person sees in the browser where the hub has no page, and the way back to those that it has. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorPage implements ErrorViewResolver {

    private final String page = KeptFiles.text("console/error.html");

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return new ModelAndView((values, asked, answer) -> write(answer, status));
    }

    private void write(HttpServletResponse answer, HttpStatus status) throws IOException {
        answer.setContentType(MediaType.TEXT_HTML_VALUE);
        answer.setCharacterEncoding(StandardCharsets.UTF_8.name());
        answer.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        answer.getWriter().write(page.replace("{says}", says(status)));
    }

    private static String says(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Esta página não existe. / There is no such page.";
            default -> "Isto não funcionou (%d). / This did not work (%1$d).".formatted(status.value());
        };
    }
}
