package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongWordsTest {

    private static final String LONG = "x".repeat(11);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ @ }",
                "{ a(b: 123456@) }",
                "{ a @ b }",
                "{ a(b: \"text\") @ }",
                "\"\"\"a\"\"\" @",
                "\"a\\\"\" @",
                "\"\" @",
                "\"open\n@"
            })
    void areFoundWhereWordsStand(String document) {
        assertThat(LongWords.in(document.replace("@", LONG), 10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{ a b c d e f g h i j k l m n }",
                "{ a(b: \"@\") }",
                "{ a(b: \"\"\"@ \\\"\"\" @\"\"\") }",
                "{ a(b: \"a\\\"@\") }",
                "\"\"\"@",
                "\"@",
                "\"@\\",
                "\"\"\"\"\"\"",
                "{ a } # comment @"
            })
    void areNotFoundInTextsAndComments(String document) {
        assertThat(LongWords.in(document.replace("@", LONG), 10)).isFalse();
    }
}
