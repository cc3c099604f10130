package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PlaceholderTest {

    private static String put(String expected, String actual) {
        JsonMapper json = JsonMapper.shared();
        return Placeholder.put(json.readTree(expected), json.readTree(actual)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'{\"at\":\"#instant\"}', '{\"at\":\"2026-05-20T12:00:00.5Z\"}'",
                "'[\"#reference\"]', '[\"AF8HMQ9QF\"]'",
                "'[\"referência ##reference aqui\"]', '[\"referência #AF8HMQ9QF aqui\"]'",
                "'[\"#any\"]', '[null]'",
            })
    void standsForWhatFits(String expected, String actual) {
        assertThat(put(expected, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'{\"at\":\"#instant\"}', '{\"at\":null}'",
                "'[\"#reference\"]', '[\"short\"]'",
                "'[\"#any\"]', '[{\"a\":1}]'",
                "'[\"#any\"]', '[\"1\",\"2\"]'",
                "'{\"good\":\"10\"}', '{\"good\":\"11\"}'",
                "'{\"gone\":\"#any\"}', '{}'",
            })
    void leavesADifferenceToBeSeen(String expected, String actual) {
        assertThat(put(expected, actual)).isNotEqualTo(expected);
    }
}
