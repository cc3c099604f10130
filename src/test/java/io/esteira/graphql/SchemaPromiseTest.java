package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.graphql.SchemaPromise.Declared;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaPromiseTest {

    private static final String RELEASED = """
            type Query { item(id: Int, kind: Kind, by: By, where: ItemWhere): Item! items: [Item!]! found: Found }
            type Item { id: ID! code: String! size: String old: String @deprecated(reason: "use size; goes after 2026-12-31") }
            type Other { id: ID! }
            input ItemWhere { old: Int code: Int }
            input By { code: String size: String }
            enum Kind { PRODUCT STYLE }
            union Found = Item | Other
            """;

    private static final Declared OLD_GOES = declared("Item.old", "2026-06-30", "2026-12-31");

    private static Declared declared(String change, String announced, String after) {
        return new Declared(change, announced, after, "Nobody knows what it means.", "size");
    }

    /** On a day on which what was announced is over. */
    private static List<String> problems(String present, Declared... declared) {
        return problemsOn("2027-01-01", present, declared);
    }

    private static List<String> problemsOn(String day, String present, Declared... declared) {
        Clock clock = Clock.fixed(Instant.parse(day + "T00:00:00Z"), ZoneOffset.UTC);
        return SchemaPromise.problems(RELEASED, present, List.of(declared), LocalDate.now(clock));
    }

    private static String released(String part, String becomes) {
        assertThat(RELEASED).contains(part);
        return RELEASED.replace(part, becomes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            size: String old       ~ old                    ~ Item.size
            code: String!          ~ code: String           ~ Item.code
            size: String old       ~ size: Int old          ~ Item.size
            items: [Item!]!        ~ items: [Item]!         ~ Query.items
            found: Found           ~                        ~ Query.found
            (id: Int,              ~ (                      ~ Query.item(id:)
            (id: Int,              ~ (no: Int,              ~ Query.item(id:)
            (id: Int,              ~ (id: Int!,             ~ Query.item(id:)
            (id: Int,              ~ (id: Int, more: Int!,  ~ Query.item(more:)
            { code: String         ~ {                      ~ By.code
            { code: String         ~ { code: String!        ~ By.code
            { code: String         ~ { more: Int! code: String ~ By.more
            PRODUCT STYLE          ~ STYLE                  ~ Kind.PRODUCT
            Item | Other           ~ Item                   ~ Found.Other
            """)
    void whatBreaksClientsMustBeDeclared(String part, String becomes, String change) {
        String present = released(part, becomes == null ? "" : becomes);

        assertThat(problems(present, OLD_GOES)).singleElement().asString().startsWith(change + " is not declared: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            size: String old       ~ size: String! old
            size: String old       ~ size: String color: String old
            (id: Int,              ~ (id: Int, more: Int,
            (id: Int,              ~ (id: Int, more: Int! = 1,
            { code: String         ~ { more: Int code: String
            { code: String         ~ { more: Int! = 1 code: String
            PRODUCT STYLE          ~ PRODUCT STYLE MATERIAL
            """)
    void whatDoesNotBreakThemNeedNotBe(String part, String becomes) {
        assertThat(problems(released(part, becomes), OLD_GOES)).isEmpty();
    }

    private static String withoutOld() {
        return released(" old: String @deprecated(reason: \"use size; goes after 2026-12-31\")", "");
    }

    @Test
    void whatWasDeprecatedGoesAfterItsDay() {
        assertThat(problemsOn("2026-12-31", withoutOld(), OLD_GOES))
                .containsExactly("Item.old may change after 2026-12-31 only");
        assertThat(problemsOn("2027-01-01", withoutOld(), OLD_GOES)).isEmpty();
        assertThat(problemsOn("2026-12-31", RELEASED, OLD_GOES)).isEmpty();
    }

    @Test
    void whatTheHubAddsForAFieldGoesWithIt() {
        String present = withoutOld().replace("input ItemWhere { old: Int code", "input ItemWhere { code");

        assertThat(problemsOn("2026-12-31", present, OLD_GOES))
                .containsExactly("Item.old may change after 2026-12-31 only");
        assertThat(problems(present, OLD_GOES)).isEmpty();
    }

    @Test
    void theLastReleaseMustHaveSaidSo() {
        String present = released("size: String old", "old");

        assertThat(problems(present, OLD_GOES, declared("Item.size", "2026-06-30", "2026-12-31")))
                .containsExactly(
                        "Item.size goes, but the last release does not say by @deprecated that it goes after 2026-12-31");
    }

    @Test
    void theDayOfTheDeclarationIsTheOneThatClientsRead() {
        assertThat(problems(withoutOld(), declared("Item.old", "2026-03-30", "2026-11-30")))
                .containsExactly(
                        "Item.old goes, but the last release does not say by @deprecated that it goes after 2026-11-30");
        assertThat(problems(RELEASED, declared("Item.old", "2026-03-30", "2026-11-30")))
                .containsExactly("Item.old goes after 2026-12-31, which is not declared");
    }

    @Test
    void whatCannotBeDeprecatedIsDeclaredAlone() {
        String present = released("code: String!", "code: String");
        Declared change = declared("Item.code", "2026-06-30", "2026-12-31");

        assertThat(problemsOn("2026-12-31", present, OLD_GOES, change))
                .containsExactly("Item.code may change after 2026-12-31 only");
        assertThat(problemsOn("2027-01-01", present, OLD_GOES, change)).isEmpty();
        assertThat(problemsOn("2026-12-31", RELEASED, OLD_GOES, change)).isEmpty();
    }

    @Test
    void argumentsAreDeprecatedLikeFields() {
        String present = released("(id: Int,", "(id: Int @deprecated(reason: \"use by; goes after 2027-06-30\"),");

        assertThat(problems(present, OLD_GOES))
                .containsExactly("Query.item(id:) goes after 2027-06-30, which is not declared");
        assertThat(problems(present, OLD_GOES, declared("Query.item(id:)", "2026-12-30", "2027-06-30")))
                .isEmpty();
    }

    @Test
    void clientsHaveSixMonths() {
        assertThat(problems(RELEASED, declared("Item.old", "2026-07-01", "2026-12-31")))
                .containsExactly("Item.old leaves clients less than six months");
        assertThat(problemsOn("2026-06-29", RELEASED, OLD_GOES))
                .containsExactly("Item.old was announced on a day that is still to come");
    }

    @Test
    void deprecationsSayWhatToUseAndUntilWhen() {
        String present = released("size: String old", "size: String @deprecated(reason: \"no more\") old");

        assertThat(problems(present, OLD_GOES))
                .containsExactly("Item.size is deprecated, but not by \"use …; goes after YYYY-MM-DD\"");
    }

    @Test
    void declarationsSayWhyAndAreOfWhatThereIs() {
        assertThat(problems(RELEASED, OLD_GOES, declared("Item.weight", "2026-06-30", "2026-12-31")))
                .containsExactly(
                        "Item.weight is declared, but there is none: it was released without it, or is mistyped");
        assertThat(problems(RELEASED, new Declared("Item.old", "2026-06-30", "2026-12-31", " ", "size")))
                .containsExactly("Item.old says no reason, or not what to use instead");
        assertThat(problems(RELEASED, OLD_GOES, OLD_GOES)).containsExactly("a change is declared twice");
    }
}
