package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongNumbersTest {

    private static final String LONGEST = "1".repeat(LongNumbers.LONGEST);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a(b: @1) }",
                "{ a(b: -@1) }",
                "{ a(b: 1.@1) }",
                "{ a(b: 1e@1) }",
                "# comment\r{ a(b: @1) }",
                "{ a(b: \"\"\"c\\\\\"\"\"@1) }",
                "{ a(b: \"@1\") }",
                "@1"
            })
    void areFoundWhereverTheyStand(String document) {
        assertThat(LongNumbers.in(document.replace("@", LONGEST))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{ a(b: @) }", "{ a(b: @.@) }", "{ a(b: \"@x@\") }", "{ a(b: [@ @ @ @]) }"})
    void areWhatHasTooManyDigitsInARow(String document) {
        assertThat(LongNumbers.in(document.replace("@", LONGEST))).isFalse();
    }
}
