package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.mapping.CodeMappings.Answer;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeMappingsTest {

    private final MappingDatabase database = new MappingDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSameMappingTwiceIsOne() {
        assertThat(database.save(item(" 7 ", "A"))).isEqualTo(database.save(item("7", "A")));
        assertThat(database.count("hub.code_mapping")).isOne();
        assertThat(database.count("hub.audit_entry")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        ", , OVERLAPPING_VALIDITY",
        "2026-03-31, , OVERLAPPING_VALIDITY",
        ", 2026-01-01, OVERLAPPING_VALIDITY",
        "2026-02-01, 2026-02-02, OVERLAPPING_VALIDITY",
        "2025-01-01, 2027-01-01, OVERLAPPING_VALIDITY",
        "2026-04-01, , NONE",
        ", 2025-12-31, NONE"
    })
    void aCodeHasOneMeaningAtATime(String from, String to, String refusal) {
        // Given
        database.save(item("7", "A", "2026-01-01", "2026-03-31"));

        // When
        Answer answer = database.mappings.save(database.it, "MATRIZ", null, item("7", "B", from, to));

        // Then
        assertThat(code(answer)).isEqualTo(refusal);
    }

    @Test
    void twoWhoSaveAtOnceDoNotGiveACodeTwoMeanings() throws Exception {
        List<Callable<Answer>> wishes = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(n -> () -> database.mappings.save(
                        database.it, "MATRIZ", null, item("7", "A" + n, "2026-01-0" + (n + 1), null)))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            assertThat(threads.invokeAll(wishes)).hasSize(8);
        }

        assertThat(database.count("hub.code_mapping")).isOne();
    }

    @Test
    void aChangeKeepsTheMappingsIdAndMayNotOverlapAnother() {
        // Given
        UUID id = database.save(item("7", "A", null, "2026-03-31")).publicId();
        database.save(item("7", "B", "2026-04-01", null));

        // When
        Answer mended = database.mappings.save(database.it, "MATRIZ", id, item("7", "C", null, "2026-03-30"));
        Answer refused = database.mappings.save(database.it, "MATRIZ", id, item("7", "C", null, "2026-04-01"));

        // Then
        assertThat(code(mended)).isEqualTo("NONE");
        assertThat(code(refused)).isEqualTo("OVERLAPPING_VALIDITY");
        assertThat(database.jdbc
                        .sql("select to_code from hub.code_mapping order by id")
                        .query(String.class)
                        .list())
                .containsExactly("C", "B");
    }

    @Test
    void whatBelongsToAnotherCompanyDoesNotExist() {
        UUID id = database.save(item("7", "A")).publicId();
        var other = Hub.caller(Set.of(Role.IT), database.laticinio);

        assertThat(code(database.mappings.remove(other, id))).isEqualTo("MAPPING_NOT_FOUND");
        assertThat(code(database.mappings.save(other, "LATICINIO", id, item("7", "B"))))
                .isEqualTo("MAPPING_NOT_FOUND");
        assertThat(code(database.mappings.save(other, "MATRIZ", null, item("8", "B"))))
                .isEqualTo("UNKNOWN_COMPANY");
        assertThat(database.count("hub.code_mapping")).isOne();
    }

    @Test
    void onlyItMayChangeMappings() {
        UUID id = database.save(item("7", "A")).publicId();

        for (Role role : Role.values()) {
            var caller = Hub.caller(Set.of(role), database.matriz);
            String expected = role == Role.IT || role == Role.ADMIN ? "NONE" : "FORBIDDEN";
            assertThat(code(database.mappings.save(caller, "MATRIZ", id, item("7", role.name()))))
                    .as(role.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void textsThatAreNoCodesAreRefused() {
        for (String bad : List.of("", " ", "a\u0000b", "a\nb", "x".repeat(101))) {
            assertThat(code(database.mappings.save(database.it, "MATRIZ", null, item(bad, "A"))))
                    .isEqualTo("INVALID_CODE");
        }
    }

    @Test
    void whatNobodySeesIsTakenOffCodesOrRefused() {
        // Given
        database.save(item("\u00A07\u200B", "\uFEFFA "));
        assertThat(database.count("hub.code_mapping where from_code = '7' and to_code = 'A'"))
                .isOne();

        // Then
        for (String bad : List.of("7\u00A08", "7\u200B8", "7\u20288", "\u00A0")) {
            assertThat(code(database.mappings.save(database.it, "MATRIZ", null, item(bad, "A"))))
                    .isEqualTo("INVALID_CODE");
        }
        assertThat(code(database.mappings.save(database.it, "MATRIZ", null, item("7 8", "A"))))
                .isEqualTo("NONE");
    }

    @Test
    void anItemsCodeHasOneMeaningWhateverTheOtherSourceAndAUnitsOneInEach() {
        // Given
        database.save(item("7", "A"));
        var unit = new CodeMapping(MappingKind.UNIT, "mqtt", "pc", "protheus", "UN", null, null);
        database.save(unit);

        // When
        Answer item = database.mappings.save(database.it, "MATRIZ", null, inCsw(item("7", "A")));
        Answer inOther = database.mappings.save(database.it, "MATRIZ", null, inCsw(unit));

        // Then
        assertThat(code(item)).isEqualTo("OVERLAPPING_VALIDITY");
        assertThat(code(inOther)).isEqualTo("NONE");
    }

    private static CodeMapping inCsw(CodeMapping mapping) {
        return new CodeMapping(
                mapping.kind(), mapping.fromSource(), mapping.fromCode(), "csw", mapping.toCode(), null, null);
    }

    @Test
    void whatAMappingSaidBeforeIsKept() {
        // Given
        UUID id = database.save(item("7", "A")).publicId();

        // When
        database.mappings.save(database.it, "MATRIZ", id, item("7", "B"));
        database.mappings.remove(database.it, id);

        // Then
        assertThat(database.jdbc
                        .sql("select kind::text || ' ' || coalesce(before ->> 'to_code', '-') from hub.change_log"
                                + " where entity = 'code_mapping' order by seq")
                        .query(String.class)
                        .list())
                .containsExactly("I -", "U A", "D B");
    }

    @Test
    void whoRemovesAMappingASecondTimeAtOnceIsToldThatThereIsNone() throws Exception {
        // Given
        UUID id = database.save(item("7", "A")).publicId();
        Callable<Answer> remove = () -> database.mappings.remove(database.it, id);
        List<Future<Answer>> removals;

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            try (Connection locked = database.lockedMappings()) {
                removals = List.of(threads.submit(remove), threads.submit(remove));
                await().until(() -> database.waiting() == 2);
                locked.rollback();
            }
        }

        // Then
        assertThat(List.of(
                        code(removals.getFirst().get()), code(removals.getLast().get())))
                .containsExactlyInAnyOrder("NONE", "MAPPING_NOT_FOUND");
        assertThat(database.count("hub.audit_entry where action = 'codeMapping.remove'"))
                .isOne();
    }

    private static String code(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> "NONE";
            case Answer.Refused refused -> refused.refusal().code();
        };
    }
}
