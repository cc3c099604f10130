package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.rows.SqlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries run on an InterSystems database and on PostgreSQL, so they keep to what both understand. */
class CswSqlTests {

    private static final Path FOLDER = Path.of("src/main/resources/csw/sql");

    private static final List<Pattern> NOT_COMMON = Stream.of(
                    "\\bLIMIT\\b",
                    "\\bFETCH\\s+(FIRST|NEXT)\\b",
                    "::",
                    "\\bWITH\\b",
                    "\\bOVER\\s*\\(",
                    "\\bTOP\\s+\\d",
                    "\\bOFFSET\\b",
                    "\\bILIKE\\b",
                    "\\bLATERAL\\b",
                    "\\bFILTER\\s*\\(",
                    "\\bINTERVAL\\b",
                    "\\bUSING\\s*\\(",
                    "\"",
                    "\\b(INSERT|UPDATE|DELETE|MERGE)\\b")
            .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE))
            .toList();

    /** All that readers ask for, by the names of their statements. */
    static Stream<String> queries() {
        return CswQuery.all(CswPlant.properties(10)).stream()
                .flatMap(query -> Stream.of("", query.history() ? "-history" : "", "-by-key")
                        .distinct()
                        .map(way -> query.entity() + way));
    }

    private static String withoutComments(String query) {
        return new CswStatements(new SqlFiles(CswSqlTests.class, "/csw/sql", null))
                .read(query)
                .replaceAll("(?m)^--.*\\R", "");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryKeepsToTheCommonSubset(String query) {
        String sql = withoutComments(query);

        assertThat(NOT_COMMON).noneMatch(pattern -> pattern.matcher(sql).find());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryIsOneSelectOfOneCompanyInAFixedOrder(String query) {
        String sql = withoutComments(query);

        // CSW keeps kinds of invoices without a company.
        assertThat(sql)
                .startsWith("SELECT")
                .contains(query.startsWith("invoice-types") ? "SELECT" : ":company")
                .contains("ORDER BY")
                .doesNotContain(";", "--");
        assertThat(sql.contains(":keys")).isEqualTo(query.endsWith("-by-key"));
    }

    @Test
    void eachFileSaysWhatItReturnsAndIsAskedFor() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).allSatisfy(file -> {
                assertThat(Files.readString(file)).startsWith("-- ");
                assertThat(queries()).contains(file.getFileName().toString().replace(".sql", ""));
            });
        }
    }

    @Test
    void aSitesOwnFileReplacesTheQuery(@TempDir Path folder) throws IOException {
        String own = "SELECT op.numeroOP FROM tco.OrdemProd op WHERE op.codEmpresa = :company ORDER BY op.numeroOP";
        Files.writeString(folder.resolve("orders.sql"), own);
        CswProperties p = CswPlant.properties(10);

        try (CswDatabase database = new CswDatabase(withFolder(p, folder))) {
            assertThat(database.sql("orders")).isEqualTo(own);
            assertThat(database.sql("orders-by-key")).contains("op.situacao", ":keys");
            assertThat(database.sql("routing")).startsWith("-- Routing");
        }
    }

    @Test
    void aSitesOwnFileMayReplaceEachWay(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("styles.sql"), """
                SELECT e.codEngenharia FROM own.Engenharia e WHERE e.codEmpresa = :company
                   AND e.codEngenharia > :after    --scope
                   AND e.codEngenharia IN (:keys)  --by-key
                """);
        Files.writeString(folder.resolve("phases-by-key.sql"), "SELECT f.codFase FROM own.Fases f");

        try (CswDatabase database = new CswDatabase(withFolder(CswPlant.properties(10), folder))) {
            assertThat(database.sql("styles"))
                    .contains("own.Engenharia", ":after")
                    .doesNotContain(":keys");
            assertThat(database.sql("styles-by-key"))
                    .contains("own.Engenharia", ":keys")
                    .doesNotContain(":after");
            assertThat(database.sql("phases-by-key")).contains("own.Fases");
            assertThat(database.sql("phases")).contains("tcp.FasesProducao");
        }
    }

    private static CswProperties withFolder(CswProperties p, Path folder) {
        return new CswProperties(
                p.enabled(),
                p.url(),
                p.user(),
                p.password(),
                p.driver(),
                p.testQuery(),
                p.companies(),
                p.zone(),
                folder,
                p.connections(),
                p.connectTimeout(),
                p.queryTimeout(),
                p.pageRows(),
                p.rowsPerSecond(),
                p.queriesPerHour(),
                p.masterCadence(),
                p.orderCadence(),
                p.movementCadence(),
                p.movementSnapshotCadence(),
                p.movementOverlap(),
                p.movementWindow(),
                p.salesOrderCadence(),
                p.salesOrderWindow(),
                p.stockCadence(),
                p.leadingZeroPrefixes());
    }
}
