package io.esteira.adapter.protheus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Who may push: user and password of each company, compared in a time that tells nothing of them. */
final class PushSenders implements AuthenticationProvider {

    /** Someone who may push. */
    record Sender(List<Company> companies) {}

    private final List<Company> companies;

    PushSenders(List<Company> companies) {
        this.companies =
                companies.stream().filter(company -> company.push().isOn()).toList();
    }

    @Override
    public Authentication authenticate(Authentication given) {
        byte[] digest = digest(given.getName(), String.valueOf(given.getCredentials()));
        List<Company> own = companies.stream()
                .filter(company -> MessageDigest.isEqual(
                        digest, digest(company.push().user(), company.push().password())))
                .toList();
        if (own.isEmpty()) {
            throw new BadCredentialsException("user or password is wrong");
        }
        return UsernamePasswordAuthenticationToken.authenticated(new Sender(own), null, List.of());
    }

    /** Of equal length, whatever the texts are. */
    private static byte[] digest(String user, String password) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((user + '\0' + password).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
