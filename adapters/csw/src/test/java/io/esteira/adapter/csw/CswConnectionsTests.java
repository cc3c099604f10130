package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.csw.CswBudget.Turn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reader meets when the connection is not as it should be. */
class CswConnectionsTests {

    private static final Map<String, String> SCOPE = Map.of("company", "1", "after", "", "since", "2026-01-01");

    private static CswDatabase impatient(CswProperties properties) {
        Duration second = Duration.ofSeconds(1);
        return new CswDatabase(properties, second, second, new CswBudget(0, 0));
    }

    private static void read(CswDatabase database) {
        assertThat(database.query(Turn.FIRST, "phases", SCOPE, CswDatabase.ALL, CswRow::read))
                .isNotEmpty();
    }

    /** As a log with a stack would show it. */
    private static String shown(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aPasswordThatTheDriverRepeatsIsNotShownByAReader() {
        // given
        CswProperties properties = CswPlant.byVendor("s3cr3t-word");
        try (CswDatabase database = impatient(properties)) {
            // when
            Throwable failure = catchThrowable(() -> read(database));

            // then
            assertThat(failure).isInstanceOf(SourceUnavailable.class).hasMessageContaining("Access Denied");
            assertThat(shown(failure)).doesNotContain("s3cr3t-word");
        }
    }

    @Test
    void aPasswordInTheUrlIsNotShownWhereTheDriverIsMissing() {
        // given
        CswProperties properties = CswPlant.byDriver("", "jdbc:IRIS://host:1972/CSW?password=s3cr3t-word");
        try (CswDatabase database = impatient(properties)) {
            // when
            Throwable failure = catchThrowable(() -> read(database));

            // then
            assertThat(failure).hasMessageContaining("No suitable driver");
            assertThat(shown(failure)).doesNotContain("s3cr3t-word");
        }
    }

    @Test
    void eachConnectionOfThePoolGivesASilentNetworkUp() throws Exception {
        // given
        CswProperties properties = CswPlant.properties(100);
        try (CswDatabase database = new CswDatabase(properties)) {
            read(database);

            // when
            try (Connection connection = database.connection()) {
                // then
                assertThat(Duration.ofMillis(connection.getNetworkTimeout()))
                        .isEqualTo(properties.queryTimeout().plusSeconds(5));
            }
        }
    }

    @Test
    void aReadThatHangsInADriverWithoutTimeOutsFailsInTime() throws Exception {
        // given
        CswProperties properties = CswPlant.byVendor(2);
        try (AutoCloseable hanging = VendorDriver.hangingOn("FasesProducao");
                CswDatabase database = impatient(properties)) {
            long start = System.nanoTime();

            // when, then
            assertThatThrownBy(() -> read(database))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("no answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(hanging).isNotNull();
        }
    }

    @Test
    void twoCodesOfOneCompanyAreRefusedInOneSentence() {
        assertThatThrownBy(() -> CswPlant.ofCompanies(Map.of("1", "MATRIZ", "4", "MATRIZ")))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("esteira.adapters.csw.companies must name each company once");
    }
}
