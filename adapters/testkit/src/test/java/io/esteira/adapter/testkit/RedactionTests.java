package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.Redaction;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTests {

    @Test
    void aQuoteIsShortOnOneLineAndWithoutSecretsOrSignsForTerminals() {
        // given
        Redaction redaction = Redaction.of("two  words", "");

        // when
        String quote = redaction.quote("first\r\n\tsecond \u001b[2J two  words \u202e" + "n".repeat(500));

        // then
        assertThat(quote).startsWith("first second [2J *** nnn").hasSize(201).endsWith("…");
    }

    @Test
    void aFailureWithoutWordsIsTheOneThatCausedIt() {
        assertThat(Redaction.of().quote(new IOException(null, new IOException("closed"))))
                .isEqualTo("closed");
        assertThat(Redaction.of().quote(new IOException())).isEqualTo("IOException");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:IRIS://host:1972/CSW?password=csw, jdbc:IRIS://host:1972/CSW?password=***",
        "jdbc:x://host/csw;PWD=a;b=c, jdbc:x://host/csw;PWD=***;b=c",
        "tcp://hub:word@broker:1883, tcp://hub:***@broker:1883",
        "https://host:1/csw, https://host:1/csw"
    })
    void anAddressLosesItsPasswordAlone(String address, String shown) {
        assertThat(Redaction.address(address)).isEqualTo(shown);
    }
}
