package io.esteira.console;

import io.esteira.platform.KeptFiles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Files whose addresses change with their content, so that browsers may keep them, under a policy that lets nothing else in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleConfiguration {

    private static final String ASSETS = "/console/assets/";

    @Bean
    LoginSettings loginSettings(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri:}") String issuer,
            ConsoleProperties properties) {
        return LoginSettings.of(issuer, properties);
    }

    @Bean
    KeptFiles consoleAssets() {
        return KeptFiles.namedBy(KeptFiles.text(ConsoleController.PAGE_FILE), ASSETS, ASSETS.substring(1));
    }

    @Bean
    WebMvcConfigurer consoleFiles(LoginSettings login, KeptFiles assets) {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(ASSETS + "**")
                        .addResourceLocations("classpath:" + ASSETS)
                        .setCacheControl(
                                CacheControl.maxAge(Duration.ofDays(365)).immutable())
                        .resourceChain(true)
                        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
                        .addResolver(assets);
            }

            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addRedirectViewController("/", "/console").setStatusCode(HttpStatus.FOUND);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Policy(login)).addPathPatterns("/console", "/console/**");
            }
        };
    }

    /**
     * What the page may load and whom it may ask: scripts and styles of the hub, the hub's answers, the issuer's tokens. The camera reads
     * codes of orders.
     */
    private record Policy(LoginSettings login) implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; worker-src 'self'; manifest-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
                            + login.asked()
                            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                            + "; trusted-types lit-html esteira-worker; require-trusted-types-for 'script'");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
            return true;
        }
    }
}
