package io.esteira.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.esteira.query.DataDictionary.Entry;
import io.esteira.query.DataDictionary.PersonalData;
import io.esteira.support.SchemaFiles;
import io.esteira.support.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataDictionaryTest {

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final DataDictionary dictionary = DataDictionary.of(SchemaFiles.texts());

    @AfterAll
    void close() {
        database.close();
    }

    private Entry entry(String type, String field) {
        List<Entry> found = dictionary.find(type, field);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void namesEachFieldOfEachCollectionWithItsMeaningAndWhereItComesFrom() {
        TypeDefinitionRegistry registry = new SchemaParser().parse(String.join("\n", SchemaFiles.texts()));
        List<ObjectTypeDefinition> collections = registry.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.hasDirective("collection"))
                .toList();

        assertThat(collections).hasSizeGreaterThan(40).allSatisfy(type -> assertThat(
                        dictionary.find(type.getName(), null))
                .hasSameSizeAs(type.getFieldDefinitions())
                .allSatisfy(entry -> {
                    assertThat(entry.meaning()).isNotBlank();
                    assertThat(entry.table()).isNotNull();
                    assertThat((entry.column() == null) != (entry.expression() == null))
                            .isTrue();
                }));
    }

    @Test
    void namesWhatQueriesComputeAndNoAnswersOfMutations() {
        assertThat(entry("PhaseTarget", "dailyTarget"))
                .returns("pieces per day", Entry::unit)
                .returns(null, Entry::table)
                .returns(null, Entry::collection);
        assertThat(dictionary.find("LeadTime", "responsible")).hasSize(1);
        assertThat(dictionary.find("PostProductionPayload", null)).isEmpty();
    }

    @Test
    void tablesAndColumnsAreThere() {
        assertThat(dictionary.entries())
                .filteredOn(entry -> entry.column() != null)
                .allSatisfy(entry -> jdbc.queryForList(
                        "select \"%s\" from %s where false".formatted(entry.column(), entry.table())));
    }

    @Test
    void expressionsAreThoseOfTheReads() {
        assertThat(dictionary.entries())
                .filteredOn(entry -> entry.expression() != null)
                .isNotEmpty()
                .allSatisfy(entry -> jdbc.queryForList("select %s from %s t where false"
                        .formatted(
                                requireNonNull(entry.expression())
                                        .replace("{t}", "t")
                                        .replace("{now}", "now()")
                                        .replace("{companies}", "'{}'"),
                                entry.table())));
    }

    @Test
    void aFieldSaysItsTypeItsUnitAndItsColumn() {
        assertThat(entry("productionOrders", "goodInErp"))
                .isEqualTo(new Entry(
                        "ProductionOrder",
                        "productionOrders",
                        "goodInErp",
                        "Good quantity of the last step that the ERP holds.",
                        "Decimal!",
                        null,
                        "unit",
                        "hub.production_order",
                        "good_in_erp",
                        null,
                        null,
                        null));
        assertThat(entry("ProductionOrder", "company"))
                .returns("hub.company", Entry::table)
                .returns("code", Entry::column);
        assertThat(entry("ProductionOrder", "item"))
                .returns("item_id", Entry::column)
                .returns("Item", Entry::refersTo);
        assertThat(entry("ProductionOrder", "steps"))
                .returns("hub.order_step", Entry::table)
                .returns("order_id", Entry::column)
                .returns("[OrderStep!]!", Entry::type);
        assertThat(entry("Posting", "operator")).returns(PersonalData.OPERATOR, Entry::personalData);
    }

    @Test
    void unitsAreNamedByFieldsThatAreThere() {
        assertThat(dictionary.entries())
                .filteredOn(entry -> entry.unitField() != null)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    String type = entry.entity();
                    String[] path = requireNonNull(entry.unitField()).split("\\.");
                    for (int i = 0; i < path.length - 1; i++) {
                        type = requireNonNull(entry(type, path[i]).refersTo());
                    }
                    assertThat(entry(type, path[path.length - 1]).type()).startsWith("String");
                });
    }

    /** A field with such a name tells of people, whoever adds it. */
    @Test
    void fieldsThatTellOfPeopleSaySo() {
        assertThat(dictionary.entries())
                .filteredOn(entry -> entry.type().startsWith("String")
                        && entry.field().matches("operator|customer|responsible|nickname|note|toldBy|\\w+edBy"))
                .hasSizeGreaterThan(30)
                .allSatisfy(entry -> assertThat(entry.personalData())
                        .as(entry.entity() + "." + entry.field())
                        .isNotNull());
    }

    @Test
    void columnsWithoutACommentGetTheirMeaningAndOthersKeepTheirs() {
        // given
        String kept = comment("production_order", "good_in_erp");
        assertThat(comment("posting", "operator")).isEqualTo("null");

        // when
        new ColumnComments(dictionary, jdbc).write();

        // then
        assertThat(comment("production_order", "good_in_erp")).isEqualTo(kept);
        assertThat(comment("posting", "operator"))
                .startsWith("Who did the work")
                .endsWith("Personal data: OPERATOR.");
        assertThat(dictionary.entries()).filteredOn(dictionary::isOwnColumn).allSatisfy(entry -> assertThat(comment(
                        requireNonNull(entry.table()).substring("hub.".length()), requireNonNull(entry.column())))
                .as(entry.table() + "." + entry.column())
                .isNotEqualTo("null"));

        // when: once more, there is nothing to do
        new ColumnComments(dictionary, jdbc).write();
        assertThat(comment("posting", "operator")).startsWith("Who did the work");
    }

    private String comment(String table, String column) {
        return Objects.toString(jdbc.queryForObject("""
                select col_description(a.attrelid, a.attnum) from pg_attribute a
                where a.attrelid = ('hub.' || ?)::regclass and a.attname = ?""", String.class, table, column));
    }
}
