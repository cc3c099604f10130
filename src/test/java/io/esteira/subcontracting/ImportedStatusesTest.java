package io.esteira.subcontracting;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractStatusChange;
import io.esteira.adapter.canonical.SubcontractStatusChange.Status;
import io.esteira.canonical.MergeBatch.Refusal;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.subcontracting.SubcontractOrders.SubcontractOrder;
import io.esteira.subcontracting.SubcontractOrders.Wanted;
import io.esteira.subcontracting.Subcontracting.Answer;
import io.esteira.subcontracting.Subcontracting.Told;
import io.esteira.support.Hub;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people told another planning system of orders at subcontractors is kept beside what they tell here, which holds. */
class ImportedStatusesTest {

    private static final String HISTORY =
            "select b.code || ' ' || t.status || ' ' || t.created_by || ' ' || coalesce(t.source, 'person') from hub.subcontract_status t "
                    + "join hub.subcontractor b on b.id = t.subcontractor_id where t.company_id = ? order by t.id";

    private static ImportingHub hub;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);

    @BeforeAll
    static void start() {
        hub = new ImportingHub();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @BeforeEach
    void company() {
        company = hub.company();
    }

    private static SubcontractStatusChange status(
            String at, Status status, boolean superseded, @Nullable String promised) {
        return status(at, status, superseded, promised, null);
    }

    private static SubcontractStatusChange status(
            String at, Status status, boolean superseded, @Nullable String promised, @Nullable String note) {
        return new SubcontractStatusChange(
                new Ref("000905-001|" + at + "|" + status + promised),
                "000905-001",
                status,
                superseded,
                note,
                promised == null ? null : LocalDate.parse(promised),
                LocalDateTime.parse(at),
                "ANA");
    }

    private Map<Long, Refusal> told(CanonicalChange... changes) {
        return hub.merge(company, false, "importedStatuses", changes);
    }

    private void personTells(SubcontractStatus status, @Nullable String promised) {
        Caller leader = Hub.caller(Set.of(Role.LEADER), company);
        UUID order = hub.jdbc()
                .sql("select public_id from hub.production_order where company_id = ?")
                .param(company.id())
                .query(UUID.class)
                .single();
        assertThat(hub.get(Subcontracting.class)
                        .tell(
                                leader,
                                order,
                                null,
                                new Told(status, null, promised == null ? null : LocalDate.parse(promised))))
                .isInstanceOf(Answer.Done.class);
    }

    private SubcontractOrder order() {
        Caller leader = Hub.caller(Set.of(Role.LEADER), company);
        return hub.get(SubcontractOrders.class)
                .of(leader, company.code(), new Wanted(null, null, null, null))
                .orElseThrow()
                .getFirst();
    }

    @Test
    void theHistoryIsTakenOverAndWhatHoldsThereHolds() {
        hub.shipment(company, "1", true, "2025-10-02");

        // when: of two of one day only the mark tells which one holds
        assertThat(told(
                        status("2025-10-20T00:00", Status.SEWING, false, "2025-10-30"),
                        status("2025-10-20T00:00", Status.PREPARING, true, "2025-10-28"),
                        status("2025-10-10T00:00", Status.NOT_STARTED, true, null)))
                .isEmpty();

        // then
        assertThat(hub.texts(company, HISTORY))
                .containsExactlyInAnyOrder("1 NOT_STARTED ANA pcp", "1 SEWING ANA pcp", "1 PREPARING ANA pcp");
        assertThat(order().status()).isEqualTo(SubcontractStatus.SEWING);
        assertThat(order().promisedOn()).isEqualTo("2025-10-30");
        assertThat(order().toldBy()).isEqualTo("ANA");
        assertThat(Objects.requireNonNull(order().toldAt()))
                .isEqualTo(LocalDateTime.parse("2025-10-20T00:00")
                        .atZone(company.zone())
                        .toInstant());
    }

    @Test
    void theSameRowsAgainAndThoseThatVanishChangeNothing() {
        hub.shipment(company, "1", true, "2025-10-02");
        told(status("2025-10-20T00:00", Status.SEWING, false, null));
        long changes = hub.changes(company);

        told(status("2025-10-20T00:00", Status.SEWING, false, null));
        told(status("2025-10-20T00:00", Status.SEWING, true, null));
        hub.merge(company, true, "importedStatuses", status("2025-10-20T00:00", Status.SEWING, true, null));

        assertThat(hub.changes(company)).isEqualTo(changes);
        assertThat(hub.texts(company, HISTORY)).hasSize(1);
    }

    @Test
    void anOrderFollowsItsSourceUntilAPersonTells() {
        hub.shipment(company, "1", true, "2025-10-02");
        told(status("2025-10-10T00:00", Status.PREPARING, false, "2025-10-28"));
        told(status("2025-10-10T00:00", Status.PREPARING, true, "2025-10-28"));
        told(status("2025-10-20T09:00", Status.SEWING, false, null));
        assertThat(order().status()).isEqualTo(SubcontractStatus.SEWING);
        assertThat(order().promisedOn()).isEqualTo("2025-10-28");

        // when
        personTells(SubcontractStatus.AWAITING_REPLACEMENT, null);
        told(status("2025-10-23T09:00", Status.FINISHED, false, "2025-11-01"));

        // then: a day that no person has promised here still follows
        assertThat(order().status()).isEqualTo(SubcontractStatus.AWAITING_REPLACEMENT);
        assertThat(order().promisedOn()).isEqualTo("2025-11-01");
        personTells(SubcontractStatus.SEWING, "2025-11-05");
        told(status("2025-10-24T09:00", Status.COLLECTED, false, "2025-11-09"));
        assertThat(order().status()).isEqualTo(SubcontractStatus.SEWING);
        assertThat(order().promisedOn()).isEqualTo("2025-11-05");
        assertThat(hub.texts(company, HISTORY)).hasSize(6).last().isEqualTo("1 COLLECTED ANA pcp");
    }

    @Test
    void itIsOfWhomeverHadTheOrderOnThatDay() {
        hub.shipment(company, "1", false, "2025-10-02");
        hub.shipment(company, "2", true, "2025-10-12");

        told(
                status("2025-09-30T00:00", Status.NOT_STARTED, true, null),
                status("2025-10-05T00:00", Status.COLLECTED, true, null),
                status("2025-10-12T08:00", Status.SEWING, false, null));

        assertThat(hub.texts(company, HISTORY))
                .containsExactly("2 NOT_STARTED ANA pcp", "1 COLLECTED ANA pcp", "2 SEWING ANA pcp");
    }

    @Test
    void nobodyGuessesWhoseItIs() {
        hub.shipment(company, "1", true, "2025-10-02");
        hub.shipment(company, "2", true, "2025-10-02");

        assertThat(told(status("2025-10-20T00:00", Status.SEWING, false, null)).values())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.issue().message()).contains("several subcontractors have order 000905-001"));
    }

    @Test
    void itWaitsForOrdersAndShipmentsThatCswHasNotToldYet() {
        assertThat(told(status("2025-10-20T00:00", Status.SEWING, false, null)).values())
                .extracting(refusal -> refusal.waitsFor() + " " + refusal.waitsKey())
                .containsExactly("order at a subcontractor 000905-001");
        assertThat(hub.isKnown(company, "order at a subcontractor", "000905-001"))
                .isFalse();
        hub.shipment(company, "1", true, "2025-10-02");
        assertThat(hub.isKnown(company, "order at a subcontractor", "000905-001"))
                .isTrue();

        SubcontractStatusChange unknown = new SubcontractStatusChange(
                new Ref("x"),
                "000999-001",
                Status.SEWING,
                false,
                null,
                null,
                LocalDateTime.parse("2025-10-20T00:00"),
                null);
        assertThat(told(unknown).values())
                .extracting(refusal -> refusal.waitsFor() + " " + refusal.waitsKey())
                .containsExactly("order number 000999-001");
    }

    @Test
    void whatCannotBeIsRefused() {
        hub.shipment(company, "1", true, "2025-10-02");

        assertThat(told(
                                status("2025-10-20T00:00", Status.SEWING, false, "1925-10-30"),
                                status("2025-10-21T00:00", Status.SEWING, false, null, "x".repeat(2_001)))
                        .values())
                .extracting(refusal ->
                        refusal.issue().code() + " " + refusal.issue().field())
                .containsExactly("INVALID_DATE dataPrevAtualizada", "CONFLICT justificativa");
    }

    @Test
    void eachCompanyHasItsOwn() {
        Company other = hub.company();
        hub.shipment(company, "1", true, "2025-10-02");
        hub.shipment(other, "2", true, "2025-10-02");

        told(status("2025-10-20T00:00", Status.SEWING, false, null));
        hub.merge(other, false, "importedStatuses", status("2025-10-20T00:00", Status.SEWING, false, null));

        assertThat(hub.texts(company, HISTORY)).isEqualTo(List.of("1 SEWING ANA pcp"));
        assertThat(hub.texts(other, HISTORY)).isEqualTo(List.of("2 SEWING ANA pcp"));
    }
}
