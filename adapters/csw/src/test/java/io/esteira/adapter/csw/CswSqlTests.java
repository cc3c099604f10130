package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

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

    static Stream<Path> queries() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryKeepsToTheCommonSubset(Path file) throws IOException {
        String sql = withoutComments(file);

        assertThat(NOT_COMMON).noneMatch(pattern -> pattern.matcher(sql).find());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryIsOneSelectOfOneCompanyInAFixedOrder(Path file) throws IOException {
        String sql = withoutComments(file);

        assertThat(sql)
                .startsWith("SELECT")
                .contains(sharedByAllCompanies(file) ? "SELECT" : ":company")
                .contains("ORDER BY")
                .doesNotContain(";");
        assertThat(Files.readString(file)).as("says what it returns").startsWith("-- ");
    }

    /** CSW keeps kinds of invoices without a company. */
    private static boolean sharedByAllCompanies(Path file) {
        return file.getFileName().toString().startsWith("invoice-types");
    }

    private static String withoutComments(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)^--.*\\R", "");
    }

    @Test
    void aSitesOwnFileReplacesTheQuery(@TempDir Path folder) throws IOException {
        String own = "SELECT op.numeroOP FROM tco.OrdemProd op WHERE op.codEmpresa = :company ORDER BY op.numeroOP";
        Files.writeString(folder.resolve("orders.sql"), own);
        CswProperties p = CswPlant.properties(10);

        try (CswDatabase database = new CswDatabase(withFolder(p, folder))) {
            assertThat(database.sql("orders")).isEqualTo(own);
            assertThat(database.sql("routing")).startsWith("-- Routing");
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
