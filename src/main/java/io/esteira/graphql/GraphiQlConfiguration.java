package io.esteira.graphql;

import io.esteira.platform.KeptFiles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page on which people write documents: in mode open alone, and under a policy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GraphiQlConfiguration {

    private static final String PATH = "/graphiql";
    private static final String FILES = PATH + "/";
    private static final String LIBRARIES = "/webjars/";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** The library's route, which reads the page for each request, stands at 0. */
    private static final int BEFORE_THE_LIBRARY = -1;

    private final String page = KeptFiles.text("graphiql/index.html");
    private final boolean served;

    /** Whoever may not read the schema has no use for the page that shows it. */
    GraphiQlConfiguration(
            ReadProperties properties, @Value("${spring.graphql.graphiql.enabled:false}") boolean enabled) {
        this.served = enabled && properties.mode() == GraphQlMode.OPEN;
    }

    @Bean
    @Order(BEFORE_THE_LIBRARY)
    RouterFunction<ServerResponse> graphiQl() {
        return RouterFunctions.route(
                RequestPredicates.GET(PATH),
                request -> served
                        ? ServerResponse.ok().contentType(HTML).body(page)
                        : ServerResponse.notFound().build());
    }

    @Bean
    WebMvcConfigurer graphiQlFiles() {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                if (served) {
                    serve(registry, FILES, "graphiql/");
                    serve(registry, LIBRARIES, "META-INF/resources/webjars/");
                }
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Policy()).addPathPatterns(PATH);
            }
        };
    }

    private void serve(ResourceHandlerRegistry registry, String addresses, String folder) {
        registry.addResourceHandler(addresses + "**")
                .addResourceLocations("classpath:/" + folder)
                .resourceChain(true)
                .addResolver(KeptFiles.namedBy(page, addresses, folder));
    }

    /**
     * Scripts and styles of the hub; its style sheet brings its own letters. It writes descriptions as HTML, which Trusted Types would
     * refuse.
     */
    private static final class Policy implements HandlerInterceptor {

        /** The one style that its dialogs write into the page, which keeps what is behind them from moving. */
        private static final String DIALOG_STYLE = "'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='";

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self' " + DIALOG_STYLE
                            + "; font-src data:; img-src 'self' data:; connect-src 'self'"
                            + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
            response.setHeader("Referrer-Policy", "no-referrer");
            return true;
        }
    }
}
