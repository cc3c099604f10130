package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esteira.mapping.MappingSuggestions.Suggestion;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MappingSuggestionsTest {

    private final MappingDatabase database = new MappingDatabase();
    private final MappingSuggestions suggestions = database.hub.get(MappingSuggestions.class);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSameCodeButForZerosAndSignsIsTheBestGuess() {
        count("00-12.345");
        count("QJM-500");
        database.addItem("12345", "protheus");
        database.addItem("QJM500G", "protheus");
        database.addItem("ZZ", "protheus");

        List<Suggestion> guesses = suggest();

        assertThat(guesses)
                .extracting(Suggestion::fromCode)
                .startsWith("00-12.345")
                .contains("QJM-500");
        assertThat(guesses.getFirst().toCode()).isEqualTo("12345");
        assertThat(guesses.getFirst().score()).isEqualByComparingTo("1");
        assertThat(guesses).extracting(Suggestion::toCode).contains("QJM500G").doesNotContain("ZZ");
    }

    @Test
    void descriptionsThatAreAlikeAreAGuessToo() {
        rename(database.addItem("ref-1", "mqtt"), "Queijo mussarela fatiado 500 g");
        rename(database.addItem("90071", "protheus"), "QUEIJO MUSSARELA FATIADO 500G");

        assertThat(suggest())
                .extracting(Suggestion::fromCode, Suggestion::toCode)
                .containsExactly(tuple("ref-1", "90071"));
    }

    @Test
    void whatIsMappedIsNotGuessed() {
        count("0012345");
        database.addItem("12345", "protheus");
        database.save(item("0012345", "12345"));

        assertThat(suggest()).isEmpty();
    }

    @Test
    void whatWasMappedAndIsNotAnyMoreIsGuessed() {
        count("0012345");
        database.addItem("12345", "protheus");
        database.save(item("0012345", "12345", null, "2026-05-19"));

        assertThat(suggest()).extracting(Suggestion::toCode).containsExactly("12345");
    }

    @Test
    void otherCompaniesAndKindsWithoutAListHaveNoGuesses() {
        count("0012345");
        database.addItem("12345", "protheus");
        var stranger = Hub.caller(Set.of(Role.IT), database.laticinio);

        assertThat(suggestions.suggest(stranger, "MATRIZ", MappingKind.ITEM, "mqtt", "protheus", 50))
                .isEmpty();
        assertThat(suggestions.suggest(stranger, "LATICINIO", MappingKind.ITEM, "mqtt", "protheus", 50))
                .isEmpty();
        assertThat(suggestions.suggest(database.it, "MATRIZ", MappingKind.OPERATOR, "mqtt", "protheus", 50))
                .isEmpty();
        assertThat(suggestions.suggest(database.it, "MATRIZ", MappingKind.PHASE, "mqtt", "protheus", 50))
                .isEmpty();
    }

    @Test
    void manyCodesAmongManyItemsAreGuessedBeforeTheStatementIsStopped() {
        fill("mqtt", "M-%1$s", 500);
        fill("protheus", "PA%1$s", 5_000);

        assertThat(suggest()).hasSize(50).first().satisfies(best -> assertThat(best.score())
                .isGreaterThan(new BigDecimal("0.3")));
    }

    @Test
    void codesOfAnyPlaceInTheListAreFoundByEqualCodes() {
        fill("mqtt", "A-%1$s", 1_500);
        count("zz-0042");
        database.addItem("ZZ0042", "protheus");

        assertThat(suggest())
                .extracting(Suggestion::fromCode, Suggestion::toCode)
                .contains(tuple("zz-0042", "ZZ0042"));
    }

    @Test
    void phasesAreGuessedToo() {
        addPhase("mqtt", "02-cost", "Costura reta");
        addPhase("protheus", "2COST", "COSTURA");
        addPhase("mqtt", "99", "Embalagem final");
        addPhase("protheus", "EMB", "EMBALAGEM FINAL");

        assertThat(suggestions.suggest(database.it, "MATRIZ", MappingKind.PHASE, "mqtt", "protheus", 50))
                .extracting(Suggestion::fromCode, Suggestion::toCode)
                .containsExactly(tuple("02-cost", "2COST"), tuple("99", "EMB"));
    }

    @Test
    void likenessIsFoundInWhateverSchemaAnAdministratorHasPutIt() {
        try (var managed = new MappingDatabase(
                TestDatabase.createAfter("create schema extensions", "create extension pg_trgm schema extensions"))) {
            assertThat(guessedByLikeness(managed)).containsExactly("QJM500G");
        }
    }

    @Test
    void withoutLikenessTheHubStartsAndGuessesByEqualCodes() {
        database.jdbc.sql("drop extension pg_trgm cascade").update();
        count("00-12.345");
        database.addItem("12345", "protheus");

        assertThat(guessedByLikeness(database)).isEmpty();
        assertThat(suggest()).extracting(Suggestion::toCode).containsExactly("12345");
    }

    /** What is guessed of a machine's item whose code equals none. */
    private static List<String> guessedByLikeness(MappingDatabase database) {
        describe(database, database.addItem("QJM-500", "mqtt"), "Mussarela");
        describe(database, database.addItem("QJM500G", "protheus"), "Queijo");
        return database
                .hub
                .get(MappingSuggestions.class)
                .suggest(database.it, "MATRIZ", MappingKind.ITEM, "mqtt", "protheus", 50)
                .stream()
                .filter(guess -> guess.fromCode().equals("QJM-500"))
                .map(Suggestion::toCode)
                .toList();
    }

    private void addPhase(String source, String code, String name) {
        database.jdbc.sql("""
                        insert into hub.phase (public_id, company_id, source, code, name, observed_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, now())
                        """).params(database.matriz.id(), source, code, name).update();
    }

    private void fill(String source, String code, int count) {
        database.jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), ?, ?, format(?, lpad((n * 37)::text, 7, '0')),
                               (array['QUEIJO','IOGURTE','MANTEIGA','REQUEIJAO','LEITE'])[n % 5 + 1] || ' '
                                 || (array['LIGHT','TRADICIONAL','ZERO','CREMOSO'])[n % 4 + 1] || ' ' || n || ' G',
                               'PRODUCT', true, now()
                          from generate_series(1, ?) n
                        """).params(database.matriz.id(), source, code, count).update();
        database.jdbc.sql("analyze hub.item").update();
    }

    private List<Suggestion> suggest() {
        return suggestions.suggest(database.it, "MATRIZ", MappingKind.ITEM, "mqtt", "protheus", 50);
    }

    private void rename(long item, String description) {
        describe(database, item, description);
    }

    private static void describe(MappingDatabase database, long item, String description) {
        database.jdbc
                .sql("update hub.item set description = ? where id = ?")
                .params(description, item)
                .update();
    }

    /** A machine has counted pieces of a product that nobody knows. */
    private void count(String product) {
        database.jdbc
                .sql("""
                        with machine as (
                          insert into hub.equipment (public_id, company_id, source, code, name)
                          values (gen_random_uuid(), :company, 'mqtt', 'M of ' || :product, 'Press') returning id
                        )
                        insert into hub.machine_count (public_id, company_id, equipment_id, product_code, good, bad, first_at, last_at)
                        select gen_random_uuid(), :company, id, :product, 1, 0, now(), now() from machine
                        """)
                .param("company", database.matriz.id())
                .param("product", product)
                .update();
    }
}
