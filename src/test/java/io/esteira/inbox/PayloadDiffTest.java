package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadDiffTest {

    @Test
    void namesWhatWasChangedAddedAndTakenAway() throws Exception {
        assertThat(diff("{\"a\":1,\"b\":\"x\",\"c\":null}", "{\"a\":2,\"c\":null,\"d\":true}"))
                .containsExactly(
                        new PayloadChange("/a", "1", "2"),
                        new PayloadChange("/b", "\"x\"", null),
                        new PayloadChange("/d", null, "true"));
    }

    @Test
    void goesIntoObjectsAndLists() throws Exception {
        assertThat(diff("{\"rows\":[{\"q\":1},{\"q\":2}]}", "{\"rows\":[{\"q\":1},{\"q\":3},{\"q\":4}]}"))
                .containsExactly(
                        new PayloadChange("/rows/1/q", "2", "3"), new PayloadChange("/rows/2", null, "{\"q\":4}"));
    }

    @Test
    void escapesNamesAsPointersDo() throws Exception {
        assertThat(diff("{\"a/b\":1,\"c~d\":1}", "{\"a/b\":2,\"c~d\":2}"))
                .extracting(PayloadChange::path)
                .containsExactly("/a~1b", "/c~0d");
    }

    @Test
    void losesNoDigit() throws Exception {
        assertThat(diff("{\"q\":0.12345678901234567890123}", "{\"q\":0.12345678901234567890124}"))
                .containsExactly(new PayloadChange("/q", "0.12345678901234567890123", "0.12345678901234567890124"));
    }

    @Test
    void layoutIsNoChange() throws Exception {
        assertThat(diff("{\"a\":1,\"b\":[]}", "{\n  \"b\": [ ],\n  \"a\": 1\n}"))
                .isEmpty();
    }

    @Test
    void whatIsNoJsonIsReplacedAsAWhole() throws Exception {
        assertThat(diff("reiniciando", "{\"a\":1}"))
                .containsExactly(new PayloadChange("", "\"reiniciando\"", "{\"a\":1}"));
    }

    @Test
    void moreThanAPersonChangesIsRefused() {
        String many = IntStream.range(0, PayloadDiff.MOST + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> diff("[]", "[" + many + "]")).isInstanceOf(PayloadDiff.TooMany.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "1",
                "null",
                "\"text\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}"
            })
    void whatCannotBeARecordIsRefused(String text) {
        assertThatThrownBy(() -> Payloads.typed(text)).isInstanceOf(Payloads.Invalid.class);
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> Payloads.typed("[".repeat(100_000))).isInstanceOf(Payloads.Invalid.class);
    }

    private static List<PayloadChange> diff(String before, String after) throws Exception {
        return PayloadDiff.of(Payloads.sent(before.getBytes(StandardCharsets.UTF_8)), Payloads.typed(after));
    }
}
