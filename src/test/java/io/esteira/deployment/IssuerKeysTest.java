package io.esteira.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** The hub of the Compose file: it fetches the keys under another address than the issuer's name, and still checks whose token it is. */
class IssuerKeysTest {

    private static final String ISSUER = "http://localhost:8180/realms/plant";

    private static HttpServer issuer;
    private static RSAKey rsa;
    private static ECKey ec;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        byte[] keys = new JWKSet(List.<JWK>of(rsa, ec)).toString(true).getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        issuer.createContext("/certs", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
    }

    /** Settings as the container has them, without the site's own. */
    private static void inCompose(Consumer<JwtDecoder> work) {
        Map<String, Object> variables = Map.of(
                "ESTEIRA_OIDC_ISSUER",
                ISSUER,
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI",
                "http://127.0.0.1:" + issuer.getAddress().getPort() + "/certs");
        new WebApplicationContextRunner()
                .withPropertyValues("spring.profiles.active=production")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("container-systemEnvironment", variables)))
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class))
                .run(context -> work.accept(context.getBean(JwtDecoder.class)));
    }

    private static JWTClaimsSet claims(String iss, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(iss)
                .audience(audience)
                .subject("maria")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
    }

    private static String signed(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), claims);
            token.sign(new RSASSASigner(rsa));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTokenOfTheIssuerIsTaken() {
        inCompose(decoder -> assertThat(
                        decoder.decode(signed(claims(ISSUER, "esteira"))).getSubject())
                .isEqualTo("maria"));
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
        inCompose(decoder -> {
            assertThatThrownBy(() -> decoder.decode(signed(claims("http://issuer:8080/realms/plant", "esteira"))))
                    .isInstanceOf(JwtException.class)
                    .hasMessageContaining("iss");
            assertThatThrownBy(() -> decoder.decode(signed(claims(ISSUER, "account"))))
                    .isInstanceOf(JwtException.class)
                    .hasMessageContaining("aud");
        });
    }

    @Test
    void theIssuerMaySignOtherwiseThanKeycloakDoes() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), claims(ISSUER, "esteira"));
        token.sign(new ECDSASigner(ec));

        inCompose(decoder ->
                assertThat(decoder.decode(token.serialize()).getSubject()).isEqualTo("maria"));
    }
}
