package io.esteira.plant.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The issuer's page on which people log in: each of the demo's is a button, since nobody knows them beforehand. It runs no script. */
@RestController
final class DemoLoginController {

    /** What the page may load and where it may send what is typed. */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> PORTUGUESE = Map.of(
            "lang", "pt-BR",
            "title", "Entrar na demonstração",
            "user", "Usuário",
            "password", "Senha",
            "enter", "Entrar",
            "as", "Ou entre com um clique",
            "asMeans", "Cada usuário da demonstração tem um papel; a senha de todos é " + DemoUser.PASSWORD + ".",
            "wrong", "Usuário e senha não conferem.");
    private static final Map<String, String> ENGLISH = Map.of(
            "lang", "en",
            "title", "Log in to the demo",
            "user", "User name",
            "password", "Password",
            "enter", "Log in",
            "as", "Or log in with a click",
            "asMeans", "Each user of the demo has a role; the password of all is " + DemoUser.PASSWORD + ".",
            "wrong", "User name and password do not match.");

    private final String page;

    DemoLoginController() throws IOException {
        this.page = file("login.html").getContentAsString(StandardCharsets.UTF_8);
    }

    private static Resource file(String name) {
        return new ClassPathResource(name, DemoLoginController.class);
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(HttpServletRequest request, CsrfToken csrf) {
        boolean portuguese = request.getLocale().getLanguage().equals("pt");
        String filled = page.replace("{people}", people(portuguese))
                .replace("{trouble}", request.getParameter("error") == null ? "" : "<p role=\"alert\">{wrong}</p>")
                .replace("{secret}", DemoUser.PASSWORD)
                .replace("{csrfName}", HtmlUtils.htmlEscape(csrf.getParameterName()))
                .replace("{csrf}", HtmlUtils.htmlEscape(csrf.getToken()));
        for (Map.Entry<String, String> text : (portuguese ? PORTUGUESE : ENGLISH).entrySet()) {
            filled = filled.replace("{" + text.getKey() + "}", text.getValue());
        }
        return filled;
    }

    private static String people(boolean portuguese) {
        return DemoUser.people().stream()
                .map(user ->
                        "<li><button name=\"username\" value=\"%1$s\"><strong>%1$s</strong> <span>%2$s</span></button></li>"
                                .formatted(
                                        HtmlUtils.htmlEscape(user.name()), HtmlUtils.htmlEscape(user.does(portuguese))))
                .collect(Collectors.joining());
    }

    @GetMapping(path = "/demo/login.css", produces = "text/css")
    Resource style() {
        return file("login.css");
    }
}
