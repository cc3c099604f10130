package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class HeaderTokensTest {

    private final HeaderTokens tokens = new HeaderTokens();

    private static MockHttpServletRequest request(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc.DEF-1_2~+/==", "bearer abc.DEF-1_2~+/=="})
    void findsTheToken(String header) {
        assertThat(tokens.resolve(request(header))).isEqualTo("abc.DEF-1_2~+/==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Be", ""})
    void leavesOtherSchemesAlone(String header) {
        assertThat(tokens.resolve(request(header))).isNull();
    }

    @Test
    void findsNoneWithoutAHeader() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addParameter("access_token", "abc");

        assertThat(tokens.resolve(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer ==",
                "Bearerabc",
                "Bearer a b",
                "Bearer a=b",
                "Bearer ção",
                "Bearer a,b"
            })
    void refusesWhatIsNoToken(String header) {
        assertThatThrownBy(() -> tokens.resolve(request(header))).isInstanceOf(OAuth2AuthenticationException.class);
    }
}
