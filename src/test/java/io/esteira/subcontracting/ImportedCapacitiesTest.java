package io.esteira.subcontracting;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractCapacityChange;
import io.esteira.canonical.MergeBatch.Refusal;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.subcontracting.Subcontracting.Answer;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Capacities of another planning system become the hub's, and follow it until a person sets them. */
class ImportedCapacitiesTest {

    private static final String HOLDING =
            "select b.code || ' ' || c.category || ' ' || c.pieces_per_day || ' ' || coalesce(c.lead_time_days::text, '-') || ' ' "
                    + "|| coalesce(c.source, 'person') from hub.subcontract_capacity c join hub.subcontractor b on b.id = c.subcontractor_id "
                    + "where c.company_id = ? and c.deleted_at is null order by 1";
    private static final String HISTORY =
            "select coalesce(h.pieces_per_day::text, 'gone') || ' ' || h.created_by from hub.subcontract_capacity_change h "
                    + "join hub.subcontract_capacity c on c.id = h.capacity_id where c.company_id = ? order by h.id";

    private static ImportingHub hub;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);
    private Caller planner = Hub.caller(Set.of());

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
        planner = Hub.caller(Set.of(Role.PLANNER), company);
    }

    private static SubcontractCapacityChange capacity(String shop, String category, String pieces) {
        return capacity(shop, "429", category, pieces, 7);
    }

    private static SubcontractCapacityChange capacity(
            String shop, String phase, String category, String pieces, @Nullable Integer days) {
        return new SubcontractCapacityChange(
                new Ref(shop + "|" + phase + "|" + category),
                shop,
                "APELIDO " + shop,
                phase,
                category,
                new BigDecimal(pieces),
                days);
    }

    private Map<Long, Refusal> told(CanonicalChange... changes) {
        return hub.merge(company, false, "importedCapacities", changes);
    }

    private void vanished(CanonicalChange... changes) {
        assertThat(hub.merge(company, true, "importedCapacities", changes)).isEmpty();
    }

    private void personSaves(String pieces) {
        assertThat(hub.get(Subcontracting.class)
                        .saveCapacities(
                                planner,
                                company.code(),
                                "1",
                                "429",
                                List.of(new AgreedCapacity("CAMISETA", new BigDecimal(pieces), 7)),
                                "combinado"))
                .isInstanceOf(Answer.Done.class);
    }

    private List<String> holding() {
        return hub.texts(company, HOLDING);
    }

    @Test
    void capacitiesAreTakenOverWithWhatPeopleCallTheSubcontractor() {
        assertThat(told(capacity("1", "CAMISETA", "15"), capacity("2", "429", "CAMISETA", "5", null)))
                .isEmpty();

        assertThat(holding()).containsExactly("1 CAMISETA 15 7 pcp", "2 CAMISETA 5 - pcp");
        assertThat(hub.texts(company, "select nickname from hub.subcontractor where company_id = ? order by code"))
                .containsExactly("APELIDO 1", "APELIDO 2");
        assertThat(hub.texts(company, HISTORY)).containsExactly("15 pcp", "5 pcp");
    }

    @Test
    void theSameRowsAgainChangeNothing() {
        told(capacity("1", "CAMISETA", "15"));
        long changes = hub.changes(company);

        told(capacity("1", "CAMISETA", "15.0"));

        assertThat(hub.changes(company)).isEqualTo(changes);
        assertThat(hub.texts(company, HISTORY)).hasSize(1);
    }

    @Test
    void aCapacityFollowsItsSourceWithItsHistory() {
        told(capacity("1", "CAMISETA", "15"));
        told(capacity("1", "CAMISETA", "18"));
        vanished(capacity("1", "CAMISETA", "18"));
        assertThat(holding()).isEmpty();
        told(capacity("1", "CAMISETA", "20"));

        assertThat(holding()).containsExactly("1 CAMISETA 20 7 pcp");
        assertThat(hub.texts(company, HISTORY)).containsExactly("15 pcp", "18 pcp", "gone pcp", "20 pcp");
    }

    @Test
    void whatAPersonHasSetIsNotOverwritten() {
        personSaves("12");

        assertThat(told(capacity("1", "CAMISETA", "15"))).isEmpty();
        vanished(capacity("1", "CAMISETA", "15"));

        assertThat(holding()).containsExactly("1 CAMISETA 12 7 person");
    }

    @Test
    void aPersonWhoSetsTheSameTakesItOver() {
        told(capacity("1", "CAMISETA", "15"), capacity("1", "POLO", "4"));
        personSaves("15");

        told(capacity("1", "CAMISETA", "18"), capacity("1", "POLO", "6"));
        vanished(capacity("1", "CAMISETA", "18"));

        assertThat(holding()).containsExactly("1 CAMISETA 15 7 person", "1 POLO 6 7 pcp");
    }

    @Test
    void whatAPersonTakesAwayDoesNotComeBack() {
        told(capacity("1", "CAMISETA", "15"));
        UUID id = hub.jdbc()
                .sql("select public_id from hub.subcontract_capacity where company_id = ?")
                .param(company.id())
                .query(UUID.class)
                .single();
        assertThat(hub.get(Subcontracting.class).removeCapacity(planner, id)).isInstanceOf(Answer.Done.class);

        told(capacity("1", "CAMISETA", "18"));

        assertThat(holding()).isEmpty();
        assertThat(hub.texts(company, HISTORY)).containsExactly("15 pcp", "gone maria");
    }

    @Test
    void whatCannotBeIsRefusedAndTheRestIsTaken() {
        Map<Long, Refusal> refusals = told(
                capacity("1", "ROUPA", "15"),
                capacity("1", "CAMISETA", "-1"),
                capacity("1", "429", "POLO", "1", 1_001),
                capacity("2", "CAMISETA", "5"));

        assertThat(refusals.values())
                .extracting(refusal ->
                        refusal.issue().code() + " " + refusal.issue().field())
                .containsExactly(
                        "UNKNOWN_CODE nomecategoria", "INVALID_NUMBER Capacidade/dia", "INVALID_NUMBER Capacidade/dia");
        assertThat(refusals.values().iterator().next().issue().message()).contains("'ROUPA'", "rules");
        assertThat(holding()).containsExactly("2 CAMISETA 5 7 pcp");
    }

    @Test
    void itWaitsForSubcontractorsAndPhasesThatCswHasNotToldYet() {
        Map<Long, Refusal> refusals =
                told(capacity("9", "CAMISETA", "15"), capacity("1", "455", "CAMISETA", "15", null));

        assertThat(refusals.values())
                .extracting(refusal -> refusal.issue().code() + " " + refusal.waitsFor() + " " + refusal.waitsKey())
                .containsExactly(IssueCode.UNMAPPED + " subcontractor code 9", IssueCode.UNMAPPED + " phase code 455");
        assertThat(hub.isKnown(company, "subcontractor code", "9")).isFalse();
        assertThat(hub.isKnown(company, "subcontractor code", "1")).isTrue();
    }

    @Test
    void eachCompanyHasItsOwn() {
        Company other = hub.company();
        told(capacity("1", "CAMISETA", "15"));
        hub.merge(other, false, "importedCapacities", capacity("1", "CAMISETA", "30"));

        vanished(capacity("1", "CAMISETA", "15"));

        assertThat(holding()).isEmpty();
        assertThat(hub.texts(other, HOLDING)).containsExactly("1 CAMISETA 30 7 pcp");
    }
}
