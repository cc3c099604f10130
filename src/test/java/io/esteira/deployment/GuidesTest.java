package io.esteira.deployment;

import static io.esteira.deployment.SiteFiles.ROOT;
import static io.esteira.deployment.SiteFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read names what is there. */
class GuidesTest {

    private static final Pattern TABLE = Pattern.compile("(?:FROM|JOIN)\\s+(\\w+\\.\\w+)");
    private static final Pattern NAMED_TABLE = Pattern.compile("`((?:t\\w\\w|cgi|ped|Cre|fat|est)\\.\\w+)`");
    private static final Pattern READ_BACK = Pattern.compile("(?m)^ +table: (\\w{3})$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern NAMED_SOURCE = Pattern.compile("`([A-Z][A-Za-z]+|[a-z-]+\\.(?:sql|js))`");
    private static final Pattern VARIABLE = Pattern.compile("\\bESTEIRA_[A-Z0-9_]*[A-Z0-9]\\b");

    /** Of the demo and its plant: no settings of a site. */
    private static final Pattern ELSEWHERE = Pattern.compile("ESTEIRA_(DEMO|PLANT)_.*");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                8,
                (file, attributes) ->
                        file.toString().endsWith(".md") && !file.toString().contains("/target/"))) {
            return files.map(ROOT::relativize).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csw.md", "csw.pt-BR.md"})
    void theReaderOfCswIsGrantedEachTableThatIsRead(String guide) throws IOException {
        assertThat(tablesNamed(read("src/docs/sites/" + guide))).isEqualTo(tablesRead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"protheus.md", "protheus.pt-BR.md"})
    void theUserOfProtheusMaySeeEachTableThatWritersReadBack(String guide) throws IOException {
        try (Stream<Path> writers = Files.list(ROOT.resolve("adapters/protheus/src/main/resources/protheus/writers"))) {
            assertThat(writers.flatMap(file -> READ_BACK.matcher(text(file)).results())
                            .map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(
                            table -> assertThat(read("src/docs/sites/" + guide)).contains(table));
        }
    }

    private static Set<String> tablesNamed(String text) {
        return NAMED_TABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tablesRead() throws IOException {
        try (Stream<Path> statements = Files.list(ROOT.resolve("adapters/csw/src/main/resources/csw/sql"))) {
            return statements
                    .flatMap(file -> TABLE.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Path page) {
        assertThat(LINK.matcher(text(ROOT.resolve(page))).results().map(found -> found.group(1)))
                .allSatisfy(link ->
                        assertThat(ROOT.resolve(page).resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachVariableThatIsNamedIsInTheExample(Path page) {
        assertThat(VARIABLE.matcher(text(ROOT.resolve(page)))
                        .results()
                        .map(found -> found.group())
                        .filter(name -> !ELSEWHERE.matcher(name).matches())
                        .map(SiteFiles::first))
                .allSatisfy(name -> assertThat(SiteFiles.variables()).containsKey(name));
    }

    @Test
    void eachFileOfTheWalksIsThere() throws IOException {
        Set<String> sources = sources();
        assertThat(NAMED_SOURCE
                        .matcher(read("src/docs/walks.md"))
                        .results()
                        .map(found -> found.group(1))
                        .map(name -> name.contains(".") ? name : name + ".java"))
                .hasSizeGreaterThan(50)
                .isSubsetOf(sources);
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                14,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().contains("/main/"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void bothLanguagesNameTheSameVariables() throws IOException {
        for (Path page : pages()) {
            Path other = ROOT.resolve(page.toString().replace(".md", ".pt-BR.md"));
            if (page.startsWith("src/docs/sites") && Files.exists(other)) {
                assertThat(variablesOf(other)).as(page.toString()).isEqualTo(variablesOf(ROOT.resolve(page)));
            }
        }
    }

    private static Set<String> variablesOf(Path page) {
        return VARIABLE.matcher(text(page))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
