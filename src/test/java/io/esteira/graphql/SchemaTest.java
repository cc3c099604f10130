package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {

    private static final Path SNAPSHOT = Path.of("../graphql/schema.snapshot.graphqls");
    private static final Path RELEASED = Path.of("../graphql/schema.released.graphqls");
    private static final Path DECLARED = Path.of("../graphql/breaking-changes.yaml");
    private static final Path ACTUAL = Path.of("target/schema.snapshot.graphqls");

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @Test
    void isTheOneOfTheSnapshot() throws IOException {
        // given
        String schema = SchemaText.of(contract.source().schema());
        Files.writeString(ACTUAL, schema);

        // then
        assertThat(Files.mismatch(SNAPSHOT, ACTUAL))
                .as(
                        "the contract changed here: look at the difference, then copy src/%s over graphql/schema.snapshot.graphqls",
                        ACTUAL)
                .isEqualTo(-1);
    }

    @Test
    void looksTheSameEverywhere() {
        assertThat(SchemaLint.findings(contract.source().schema())).isEmpty();
    }

    @Test
    void keepsWhatClientsOfTheLastReleaseRelyOn() throws IOException {
        // given
        List<SchemaPromise.Declared> declared = declared();

        // when
        List<String> problems = SchemaPromise.problems(
                Files.readString(RELEASED),
                SchemaText.of(contract.source().schema()),
                declared,
                LocalDate.now(Clock.systemUTC()));

        // then
        assertThat(problems)
                .as("clients break: see graphql/breaking-changes.yaml and \"Changing it\" in graphql/README.md")
                .isEmpty();
    }

    private static List<SchemaPromise.Declared> declared() throws IOException {
        List<PropertySource<?>> sources =
                new YamlPropertySourceLoader().load("changes", new FileSystemResource(DECLARED));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind(
                        "changes",
                        Bindable.listOf(SchemaPromise.Declared.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .orElse(List.of());
    }

    @Test
    void tellsNothingOfTables() {
        assertThat(SchemaText.of(contract.source().schema()))
                .doesNotContain("@collection", "@lookup", "CompanyScope", "production_order", "company_id");
        assertThat(contract.<Object>get("{ __schema { directives { name } } }", "__schema.directives"))
                .asString()
                .doesNotContain("collection", "children");
    }
}
