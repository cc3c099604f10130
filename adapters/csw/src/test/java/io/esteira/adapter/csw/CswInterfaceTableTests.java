package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.ReadBack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postings into a table of the site's own, against the simulated CSW. */
class CswInterfaceTableTests {

    private static final Deadline LATER = Deadline.in(Duration.ofHours(1));

    @TempDir
    Path folder;

    private CswDatabase database = new CswDatabase(CswPlant.properties(100));
    private CswInterfaceTable table = new CswInterfaceTable(database, CswPlant.properties(100));
    private CswDelivery delivery = new CswDelivery(CswPlant.properties(100), table);

    @BeforeEach
    void mapTheTable() throws IOException {
        CswPlant.admin().execute("""
                        create table if not exists tco.Apontamento (referencia char(9) not null, numeroOP text not null,
                          fase text not null, sequencia int not null, dia text not null, pecas numeric not null check (pecas < 1000),
                          refugo numeric not null, retrabalho numeric not null, movimento text)
                        """);
        Files.writeString(folder.resolve("posting.sql"), """
                INSERT INTO tco.Apontamento (referencia, numeroOP, fase, sequencia, dia, pecas, refugo, retrabalho)
                VALUES (:reference, :order, :phase, :sequence, :day, :good, :scrap, :rework)
                """);
        Files.writeString(
                folder.resolve("posting-read-back.sql"),
                "SELECT movimento FROM tco.Apontamento WHERE referencia = :reference");
        close();
        CswProperties properties = CswPlant.writing(folder);
        database = new CswDatabase(properties);
        table = new CswInterfaceTable(database, properties);
        delivery = new CswDelivery(properties, table);
    }

    @AfterEach
    void close() {
        table.close();
        database.close();
    }

    private static DeliveryOrder posting(String reference, String good) {
        return order(Kind.POSTING, reference, good);
    }

    private static DeliveryOrder order(Kind kind, String reference, String good) {
        return new DeliveryOrder(
                UUID.randomUUID(),
                kind,
                CswPlant.COMPANY,
                ZoneId.of("America/Sao_Paulo"),
                reference,
                "000123-001",
                "000123-001",
                "P-1",
                "3",
                3,
                "409",
                LocalDate.parse("2026-03-02"),
                null,
                null,
                new BigDecimal(good),
                new BigDecimal("2"),
                List.of(),
                new BigDecimal("1.5"),
                false,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    private static int rows(String reference) {
        return CswPlant.number("select count(*) from tco.Apontamento where referencia = ?", reference);
    }

    @Test
    void aPostingIsOneRowWhoseMovementIsNotKnownYet() {
        DeliveryOutcome outcome = delivery.send(posting("AAAAAAAA1", "10"), LATER);

        assertThat(delivery.capability(posting("AAAAAAAA1", "10"))).isInstanceOf(Capability.Sends.class);
        assertThat(outcome).isEqualTo(new Delivered(null, "inserted"));
        assertThat(rows("AAAAAAAA1")).isOne();
        assertThat(delivery.readBack(posting("AAAAAAAA1", "10"))).isEqualTo(new ReadBack.Found(null));
        assertThat(delivery.readBack(posting("AAAAAAAA0", "10"))).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void theMovementThatCswMadeOfItIsItsKey() {
        delivery.send(posting("AAAAAAAA2", "10"), LATER);
        CswPlant.admin()
                .update(
                        "update tco.Apontamento set movimento = ? where referencia = 'AAAAAAAA2'",
                        "000123-001|3|2026-03-02|10:00:00");

        assertThat(delivery.readBack(posting("AAAAAAAA2", "10")))
                .isEqualTo(new ReadBack.Found("000123-001|3|2026-03-02|10:00:00"));
    }

    @Test
    void aRowThatTheTableRefusesIsRejected() {
        assertThat(delivery.send(posting("AAAAAAAA3", "1000"), LATER)).isInstanceOf(Rejected.class);
        assertThat(rows("AAAAAAAA3")).isZero();
    }

    @Test
    void anInsertThatIsBlockedIsGivenUpAndLeavesNothingBehind() throws SQLException {
        try (Connection other =
                        Objects.requireNonNull(CswPlant.admin().getDataSource()).getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table tco.Apontamento in exclusive mode");

            assertThat(delivery.send(posting("AAAAAAAA4", "10"), LATER)).isInstanceOf(NotExecuted.class);

            other.rollback();
        }
        assertThat(delivery.send(posting("AAAAAAAA5", "10"), LATER)).isInstanceOf(Delivered.class);
        assertThat(rows("AAAAAAAA4")).isZero();
    }

    @Test
    void anInsertThatIsReadyAfterItsTimeIsUndone() {
        assertThat(delivery.send(posting("AAAAAAAA6", "10"), Deadline.in(Duration.ZERO)))
                .isInstanceOf(NotExecuted.class);
        assertThat(rows("AAAAAAAA6")).isZero();
    }

    @Test
    void filesTakenAwayWhileTheHubRunsChangeNothing() throws IOException {
        Files.delete(folder.resolve("posting.sql"));

        assertThat(delivery.send(posting("AAAAAAAA7", "10"), LATER)).isInstanceOf(Delivered.class);
    }

    @Test
    void withoutItsFilesAPostingThatWaitsIsBlockedAndNoCallHasALength() {
        CswProperties reading = CswPlant.properties(100);
        try (CswDatabase unmapped = new CswDatabase(reading);
                CswInterfaceTable noTable = new CswInterfaceTable(unmapped, reading)) {
            CswDelivery reader = new CswDelivery(reading, noTable);

            assertThat(reader.send(posting("AAAAAAAA9", "10"), LATER))
                    .isInstanceOfSatisfying(Blocked.class, blocked -> assertThat(blocked.reason())
                            .contains("Book in CSW"));
            assertThat(reader.longestCall()).isZero();
        }
        assertThat(delivery.longestCall()).isPositive();
    }

    @Test
    void aDatabaseThatIsAwayExecutedNothing() {
        CswProperties away = CswPlant.writingAway("jdbc:postgresql://127.0.0.1:1/csw", folder);
        try (CswInterfaceTable unreachable = new CswInterfaceTable(database, away)) {
            assertThat(new CswDelivery(away, unreachable).send(posting("AAAAAAAAA", "10"), LATER))
                    .isInstanceOf(NotExecuted.class);
        }
    }

    @Test
    void aDriverThatIsNotThereExecutedNothing() {
        CswProperties away = CswPlant.writingAway("jdbc:unheard-of://127.0.0.1:1/csw", folder);
        try (CswInterfaceTable unreachable = new CswInterfaceTable(database, away)) {
            assertThat(new CswDelivery(away, unreachable).send(posting("AAAAAAAAB", "10"), LATER))
                    .isInstanceOf(NotExecuted.class);
        }
    }

    @Test
    void aReversalIsHeldWithAllThatWasPostedInBothLanguages() {
        assertThat(delivery.capability(order(Kind.REVERSAL, "AAAAAAAA8", "10")))
                .isInstanceOfSatisfying(Capability.Held.class, held -> {
                    assertThat(held.whatToDo()).contains("Reverse in CSW", "10 pieces, scrap 2, rework 1.5");
                    assertThat(held.whatToDoPt()).contains("Estorne no CSW", "10 peças, refugo 2, retrabalho 1,5");
                });
    }
}
