package io.esteira.plant.demo;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** An OIDC issuer in the hub's process, with the demo's users as people and as clients. */
@Configuration(proxyBeanMethods = false)
class DemoIssuer {

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final String CONSOLE = "esteira-app";

    @Bean
    @Order(1)
    SecurityFilterChain issuerFilterChain(HttpSecurity http) throws Exception {
        http.oauth2AuthorizationServer(issuer -> {
                    http.securityMatcher(issuer.getEndpointsMatcher());
                    issuer.oidc(withDefaults());
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain loginFilterChain(HttpSecurity http) throws Exception {
        http.securityMatcher("/login", "/logout")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(DemoLoginController.POLICY)))
                .formLogin(login -> login.loginPage("/login").permitAll());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain demoPagesFilterChain(HttpSecurity http) throws Exception {
        http.securityMatcher("/demo/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable());
        return http.build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(DemoSettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.dir())));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        return NimbusJwtDecoder.withJwkSource(keys).build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(DemoSettings settings) {
        AuthorizationServerSettings.Builder builder = AuthorizationServerSettings.builder();
        // On a port that is not known yet, the issuer is what the request calls it.
        return settings.serverPort() > 0
                ? builder.issuer("http://localhost:" + settings.serverPort()).build()
                : builder.build();
    }

    @Bean
    PasswordEncoder demoPasswords() {
        return new DemoPasswords();
    }

    @Bean
    UserDetailsService demoPeople() {
        List<UserDetails> people = DemoUser.people().stream()
                .map(user -> User.withUsername(user.name())
                        .password(DemoUser.PASSWORD)
                        .roles(user.roles().toArray(String[]::new))
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(people);
    }

    @Bean
    RegisteredClientRepository demoClients(DemoSettings settings) {
        return new DemoClients(
                Stream.concat(DemoUser.list().stream().map(DemoIssuer::client), Stream.of(console(settings)))
                        .toList());
    }

    private static RegisteredClient client(DemoUser user) {
        return RegisteredClient.withId(id(user.name()))
                .clientId(user.name())
                .clientSecret(DemoUser.PASSWORD)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(tokens())
                .build();
    }

    /** Through which people log in: a browser, which keeps no secret. */
    private static RegisteredClient console(DemoSettings settings) {
        String page = "http://localhost:" + settings.serverPort() + "/console/";
        return RegisteredClient.withId(id(CONSOLE))
                .clientId(CONSOLE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(page)
                .postLogoutRedirectUri(page)
                .scope("openid")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(tokens())
                .build();
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    /** The principal's name is the client's for a program, the person's for a login. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> demoClaims() {
        return context -> {
            Authentication principal = context.getPrincipal();
            if (principal != null) {
                DemoUser.named(principal.getName())
                        .ifPresent(user ->
                                context.getClaims().claim("roles", user.roles()).claim("companies", user.companies()));
            }
        };
    }
}
