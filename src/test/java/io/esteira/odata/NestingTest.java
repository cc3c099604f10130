package io.esteira.odata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only what is nested counts: long texts, long lists and many options do not. */
class NestingTest {

    @Test
    void bracketsSideBySideAreNotDeep() {
        assertThat(Nesting.isTooDeep("$filter=" + "(a) or ".repeat(500) + "(a)"))
                .isFalse();
        assertThat(Nesting.isTooDeep("$filter=a eq '" + "(".repeat(500) + "'")).isFalse();
        assertThat(Nesting.isTooDeep("$filter=a eq 'it''s " + "((".repeat(100) + "'"))
                .isFalse();
        assertThat(Nesting.isTooDeep("$filter=a gt " + "2026-01-01".repeat(100)))
                .isFalse();
    }

    @Test
    void whatIsWithinEachOtherIs() {
        assertThat(Nesting.isTooDeep("(".repeat(Nesting.DEEPEST))).isFalse();
        assertThat(Nesting.isTooDeep("(".repeat(Nesting.DEEPEST + 1))).isTrue();
        assertThat(Nesting.isTooDeep("not ".repeat(Nesting.DEEPEST + 1) + "a")).isTrue();
        assertThat(Nesting.isTooDeep("not(" + "a".repeat(9) + ")")).isFalse();
        assertThat(Nesting.isTooDeep("not\t".repeat(Nesting.DEEPEST + 1) + "a")).isTrue();
        assertThat(Nesting.isTooDeep("a eq " + "-".repeat(Nesting.DEEPEST + 1) + "1"))
                .isTrue();
    }

    /** A quote that is left open in one option says nothing of the next. */
    @Test
    void eachOptionStandsByItself() {
        String deep = "$filter=" + "%28".repeat(Nesting.DEEPEST + 1);

        assertThat(Nesting.isTooDeep("foo='&" + deep)).isTrue();
        assertThat(Nesting.isTooDeep("foo=%27&" + deep)).isTrue();
        assertThat(Nesting.isTooDeep("$filter=a eq '%26" + "(".repeat(500) + "'"))
                .isFalse();
        assertThat(Nesting.isTooDeep("foo=((&bar=))")).isFalse();
    }
}
