package io.esteira.legacy;

import io.esteira.platform.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the header Authorization as it is for a key: the old screens send one literal. The key goes no further. */
final class KeyFilter extends OncePerRequestFilter {

    private final KeyDoor door;

    KeyFilter(KeyDoor door) {
        this.door = door;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            door.open(header, request.getRemoteAddr()).ifPresent(KeyFilter::enter);
        }
        chain.doFilter(request, response);
    }

    private static void enter(Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                caller,
                "",
                caller.roles().stream()
                        .map(role -> new SimpleGrantedAuthority(role.name()))
                        .toList()));
        SecurityContextHolder.setContext(context);
    }
}
