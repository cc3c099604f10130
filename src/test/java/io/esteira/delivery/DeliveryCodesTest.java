package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.Draft;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Postings name reasons and people in the plant's words; the ERP is told its own, by the mappings of the posting's day. */
class DeliveryCodesTest extends DeliveriesOnDatabase {

    @AfterEach
    void removeMappings() {
        factory.jdbc().sql("delete from hub.code_mapping").update();
        factory.jdbc().sql("delete from hub.equipment").update();
    }

    @Test
    void theErpIsToldItsOwnCodesAndThePostingKeepsThoseItWasMadeWith() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        map("OPERATOR", "maria", "000123", null, null);
        map("SCRAP_REASON", "RISCO", "02", null, null);
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").scrap("RISCO", "1.5"));
        awaitStates(order, "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("000123 [02 1.5]");
        assertThat(factory.jdbc()
                        .sql("select t.operator || ' ' || c.reason from hub.posting t"
                                + " join hub.posting_scrap c on c.posting_id = t.id where t.order_id = ?")
                        .param(order)
                        .query(String.class)
                        .single())
                .isEqualTo("maria RISCO");
    }

    @Test
    void whatNoMappingNamesGoesAsItIs() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        factory.jdbc().sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code,
                          created_at, created_by, updated_at, updated_by)
                        values (?, 'OPERATOR', 'hub', 'maria', 'csw', '9', now(), 'it', now(), 'it')
                        """).param(company.id()).update();
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").scrap("RISCO", "1"));
        post(Draft.of(company.code(), "1", "5").by(null));
        awaitStates(order, "DELIVERED", "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("maria [RISCO 1]", "null []");
    }

    @Test
    void aMachineIsToldAsTheErpCallsIt() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        factory.jdbc()
                .sql("insert into hub.equipment (public_id, company_id, source, code, name)"
                        + " values (gen_random_uuid(), ?, 'mqtt', 'CEL-01', 'Célula 1')")
                .param(company.id())
                .update();
        map("EQUIPMENT", "mqtt", "CEL-01", "TQ01", null, null);
        map("EQUIPMENT", "hub", "prensa", "PR07", null, null);
        map("EQUIPMENT", "mqtt", "PR08", "never counted", null, null);
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "1").onMachine("CEL-01"));
        post(Draft.of(company.code(), "1", "2").onMachine("prensa"));
        post(Draft.of(company.code(), "1", "3").onMachine("PR08"));
        post(Draft.of(company.code(), "1", "4"));
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED");

        // Then
        assertThat(erp.ledger).extracting(row -> row.order().equipment()).containsExactly("TQ01", "PR07", "PR08", null);
        assertThat(factory.jdbc()
                        .sql("select equipment from hub.posting where order_id = ? order by id limit 1")
                        .param(order)
                        .query(String.class)
                        .single())
                .isEqualTo("CEL-01");
    }

    @Test
    void theDayOfThePostingDecidesWhichMappingHolds() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        map("OPERATOR", "maria", "000001", null, "2026-02-28");
        map("OPERATOR", "maria", "000002", "2026-03-01", null);
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").on("2026-02-28"));
        post(Draft.of(company.code(), "1", "5").on("2026-03-01"));
        awaitStates(order, "DELIVERED", "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("000001 []", "000002 []");
    }

    @Test
    void reasonsThatAreOneToTheErpGoAsOne() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        map("SCRAP_REASON", "FURO", "02", null, null);
        map("SCRAP_REASON", "RISCO", "02", null, null);
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").scrap("FURO", "1").scrap("RISCO", "2"));
        awaitStates(order, "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("maria [02 3]");
    }

    @Test
    void aRefusedPostingIsSentAnewByTheMappingThatWasMadeMeanwhile() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        startWorker();
        UUID refused = post("1", "10");
        awaitStates(order, "REJECTED");

        // When
        map("OPERATOR", "maria", "000123", null, null);
        desk.resend(it, refused, null, null);
        awaitStates(order, "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("000123 []");
    }

    @Test
    void aLossIsReadBackByTheReasonItWasSentByWhateverTheMappingsSayByThen() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        map("SCRAP_REASON", "RISCO", "02", null, null);
        erp.lossesApart = true;
        erp.anonymous = true;
        erp.then(erp::execute).then(loss -> {
            removeMappings();
            map("SCRAP_REASON", "RISCO", "99", null, null);
            return erp.executeAndCut(loss);
        });
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").scrap("RISCO", "1"));
        awaitStates(order, "DELIVERED", "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("maria []", "maria [02 1]");
    }

    @Test
    void twoLossesOfAPostingThatAreAlikeToTheErpAreBothReported() {
        // Given
        long order = factory.order(company, "protheus", "1", "100");
        map("SCRAP_REASON", "FURO", "02", null, null);
        map("SCRAP_REASON", "RISCO", "02", null, null);
        erp.lossesApart = true;
        erp.anonymous = true;
        erp.then(erp::execute).then(erp::executeAndCut).then(FakeErp::cut);
        startWorker();

        // When
        post(Draft.of(company.code(), "1", "10").scrap("FURO", "1").scrap("RISCO", "1"));
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");

        // Then
        assertThat(sent()).containsExactly("maria []", "maria [02 1]", "maria [02 1]");
    }

    private void map(String kind, String from, String to, @Nullable String validFrom, @Nullable String validTo) {
        map(kind, "hub", from, to, validFrom, validTo);
    }

    private void map(
            String kind, String source, String from, String to, @Nullable String validFrom, @Nullable String validTo) {
        factory.jdbc()
                .sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code, valid_from, valid_to,
                          created_at, created_by, updated_at, updated_by)
                        values (:company, :kind, :source, :from, 'protheus', :to, :validFrom::date, :validTo::date, now(), 'it', now(), 'it')
                        """)
                .param("company", company.id())
                .param("kind", kind)
                .param("source", source)
                .param("from", from)
                .param("to", to)
                .param("validFrom", validFrom)
                .param("validTo", validTo)
                .update();
    }

    /** Who did it, and what was scrapped, as the ERP has it. */
    private List<String> sent() {
        return erp.ledger.stream()
                .map(row -> row.order().operator() + " "
                        + row.order().scrapByReason().stream()
                                .map(scrap -> scrap.reason() + " " + plain(scrap.quantity()))
                                .toList())
                .toList();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
