package io.esteira.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Real tokens, signed by a key of the tests. */
@TestConfiguration(proxyBeanMethods = false)
public class TestTokens {

    /** Known to both sides: tests sign thousands, and a signature by a private key takes this JVM a fiftieth of a second. */
    private static final SecretKey KEY = key();

    private static SecretKey key() {
        try {
            return KeyGenerator.getInstance("HmacSHA256").generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    JwtDecoder jwtDecoder() {
        return NimbusJwtDecoder.withSecretKey(KEY).build();
    }

    /** A token of one role; company {@code *} stands for all. */
    public static String token(String role, String... companies) {
        return tokenUntil(Instant.now().plusSeconds(600), role, companies);
    }

    public static String tokenUntil(Instant end, String role, String... companies) {
        return sign(claims(role, companies).expirationTime(Date.from(end)).build());
    }

    public static String tokenWithoutEnd(String role, String... companies) {
        return sign(claims(role, companies).build());
    }

    private static JWTClaimsSet.Builder claims(String role, String... companies) {
        return new JWTClaimsSet.Builder()
                .subject(role)
                .claim("client_id", role)
                .claim("roles", List.of(role))
                .claim("companies", List.of(companies))
                .issueTime(new Date());
    }

    private static String sign(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
