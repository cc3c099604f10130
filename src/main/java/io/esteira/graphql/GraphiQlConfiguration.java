package io.esteira.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
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

    static final String PATH = "/graphiql";

    /** The library's route stands at 0. */
    private static final int BEFORE_THE_LIBRARY = -1;

    /** Whoever may not read the schema has no use for the page that shows it. */
    @Bean
    @Order(BEFORE_THE_LIBRARY)
    RouterFunction<ServerResponse> graphiQlInModeOpen(ReadProperties properties) {
        return RouterFunctions.route(
                RequestPredicates.path(PATH).and(request -> properties.mode() == GraphQlMode.HARDENED),
                request -> ServerResponse.notFound().build());
    }

    @Bean
    WebMvcConfigurer graphiQlFiles() {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(PATH + "/*.js", PATH + "/*.css")
                        .addResourceLocations("classpath:/graphiql/");
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Policy()).addPathPatterns(PATH);
            }
        };
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
