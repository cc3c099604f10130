package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.outbox.Answer;
import io.esteira.platform.Company;
import io.esteira.platform.PublicIds;
import io.esteira.platform.Role;
import io.esteira.support.Draft;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

class PostingsTest extends PostingsOnDatabase {

    @Test
    void acceptedPostingHasItsDeliveryAuditAndTotals() {
        long order = factory.order(company, "protheus", "000123/01/001", "100");

        Answer answer = postings.post(
                operator,
                Draft.of(company.code(), "000123/01/001", "30")
                        .scrap("RISCO", "2.5")
                        .posting());

        assertThat(answer).isInstanceOf(Answer.Done.class);
        assertThat(factory.postings(order)).singleElement().satisfies(posting -> assertThat(posting)
                .containsEntry("origin", "HUB")
                .containsEntry("in_erp", false)
                .containsEntry("posted_on", java.sql.Date.valueOf("2026-03-02"))
                .containsEntry("created_by", "maria"));
        assertThat(factory.deliveries(order)).singleElement().satisfies(delivery -> {
            assertThat(delivery).containsEntry("state", "PENDING").containsEntry("target", "protheus");
            assertThat((String) delivery.get("reference")).matches("[0-9A-HJKMNP-TV-Z]{9}");
        });
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("30");
        assertThat((BigDecimal) factory.step(order, 10).get("scrap_pending")).isEqualByComparingTo("2.5");
        assertThat(factory.order(order)).containsEntry("status", "IN_PROGRESS");
        assertThat(factory.jdbc()
                        .sql("select action from hub.audit_entry where company_id = ?")
                        .param(company.id())
                        .query(String.class)
                        .list())
                .containsExactly("posting.create");
    }

    @Test
    void samePostingAgainIsOneTransactionWithTheSameAnswer() {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting posting = Draft.of(company.code(), "1", "60").posting();

        Answer first = postings.post(operator, posting);
        Answer second = postings.post(operator, posting);

        assertThat(second).isEqualTo(first).isInstanceOf(Answer.Done.class);
        assertThat(factory.postings(order)).hasSize(1);
    }

    @Test
    void samePostingFromManyThreadsIsOnePostingAndEachGetsItsAnswer() throws Exception {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting posting = Draft.of(company.code(), "1", "60").posting();

        List<Answer> answers = atOnce(8, () -> postings.post(operator, posting));

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(factory.postings(order)).hasSize(1);
        assertThat(factory.deliveries(order)).hasSize(1);
    }

    @Test
    void sameKeyWithAnotherPayloadIsRefused() {
        factory.order(company, "protheus", "1", "100");
        Draft draft = Draft.of(company.code(), "1", "6");
        postings.post(operator, draft.posting());

        assertRefused(postings.post(operator, draft.scrap("X", "1").posting()), "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void sameIdUnderAnotherKeyIsRefused() {
        long order = factory.order(company, "protheus", "1", "100");
        Draft draft = Draft.of(company.code(), "1", "6");
        postings.post(operator, draft.posting());

        assertRefused(postings.post(operator, draft.key("another").posting()), "IDEMPOTENCY_KEY_REUSED");
        assertThat(factory.postings(order)).hasSize(1);
    }

    @Test
    void refusalLeavesNothingBehindSoThatTheKeyMayBeUsedAgain() {
        long order = factory.order(company, "protheus", "1", "100");
        factory.jdbc()
                .sql("update hub.production_order set status = 'SUSPENDED' where id = ?")
                .param(order)
                .update();
        NewPosting posting = Draft.of(company.code(), "1", "6").posting();
        assertRefused(postings.post(operator, posting), "ORDER_SUSPENDED");

        factory.jdbc()
                .sql("update hub.production_order set status = 'RELEASED' where id = ?")
                .param(order)
                .update();

        assertThat(postings.post(operator, posting)).isInstanceOf(Answer.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"PLANNED,ORDER_PLANNED", "SUSPENDED,ORDER_SUSPENDED", "CLOSED,ORDER_CLOSED"})
    void orderThatIsNotOpenRefuses(String status, String code) {
        long order = factory.order(company, "protheus", "1", "100");
        factory.jdbc()
                .sql("update hub.production_order set status = ? where id = ?")
                .params(status, order)
                .update();

        assertRefused(postings.post(operator, Draft.of(company.code(), "1", "6").posting()), code);
        assertThat(factory.postings(order)).isEmpty();
    }

    @Test
    void blockedOrderRefuses() {
        long order = factory.order(company, "protheus", "1", "100");
        factory.jdbc()
                .sql("update hub.production_order set posting_blocked = true where id = ?")
                .param(order)
                .update();

        assertRefused(postings.post(operator, Draft.of(company.code(), "1", "6").posting()), "ORDER_BLOCKED");
    }

    @Test
    void orderOfAnotherCompanyDoesNotExist() {
        Company other = factory.company("OTHER-" + company.code());
        factory.order(other, "protheus", "1", "100");

        assertRefused(postings.post(operator, Draft.of(other.code(), "1", "6").posting()), "UNKNOWN_COMPANY");
        assertRefused(postings.post(operator, Draft.of(company.code(), "1", "6").posting()), "ORDER_NOT_FOUND");
        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "6")
                                .orderId(PublicIds.of(other.code(), "production_order", "protheus", "1"))
                                .posting()),
                "ORDER_NOT_FOUND");
    }

    @Test
    void orderMayBeGivenByItsIdAndStepByOperationOrPhase() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID id = PublicIds.of(company.code(), "production_order", "protheus", "1");

        postings.post(
                operator,
                Draft.of(company.code(), "1", "1")
                        .orderId(id)
                        .step(null, "02", null)
                        .posting());
        postings.post(
                operator,
                Draft.of(company.code(), "1", "2").step(null, null, "EMBALAGEM").posting());

        assertThat((BigDecimal) factory.step(order, 20).get("good_pending")).isEqualByComparingTo("1");
        assertThat((BigDecimal) factory.step(order, 30).get("good_pending")).isEqualByComparingTo("2");
    }

    @Test
    void stepThatDoesNotExistOrIsAmbiguousIsAnUnknownPhase() {
        factory.order(
                company,
                "protheus",
                "1",
                "100",
                List.of(new Factory.Step(10, "01", "CORTE"), new Factory.Step(20, "02", "CORTE")));

        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "1").step(99, null, null).posting()),
                "UNKNOWN_PHASE");
        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "1")
                                .step(null, null, "CORTE")
                                .posting()),
                "UNKNOWN_PHASE");
        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "1")
                                .step(null, null, null)
                                .posting()),
                "UNKNOWN_PHASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "0.0000001", "1000000000"})
    void quantityThatIsNegativeNothingTooFineOrAbsurdIsRefused(String good) {
        factory.order(company, "protheus", "1", "100");

        assertRefused(
                postings.post(operator, Draft.of(company.code(), "1", good).posting()), "INVALID_QUANTITY");
    }

    @Test
    void datesInTheFutureAndEndsBeforeStartsAreRefused() {
        factory.order(company, "protheus", "1", "100");
        assertRefused(postings.post(operator, draft().on("2026-03-03").posting()), "INVALID_DATE");
        assertRefused(
                postings.post(
                        operator,
                        draft().worked(NOW.minusSeconds(60), NOW.minusSeconds(61))
                                .posting()),
                "INVALID_DATE");
        assertRefused(
                postings.post(
                        operator, draft().worked(NOW.plusSeconds(3600), null).posting()),
                "INVALID_DATE");
        assertThat(postings.post(operator, draft().on("2026-03-02").posting())).isInstanceOf(Answer.Done.class);
    }

    @Test
    void roleDecidesWhoMayPost() {
        factory.order(company, "protheus", "1", "100");

        assertRefused(
                postings.post(
                        Hub.caller(Set.of(Role.ANALYST, Role.INTEGRATION), company),
                        Draft.of(company.code(), "1", "1").posting()),
                "FORBIDDEN");
        assertThat(postings.post(
                        Hub.caller(Set.of(Role.ADMIN), company),
                        Draft.of(company.code(), "1", "1").posting()))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void idOfAnotherVersionIsRefused() {
        factory.order(company, "protheus", "1", "100");

        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "1").id(UUID.randomUUID()).posting()),
                "INVALID_ID");
    }

    @Test
    void commitSignalsTheChangeAndARefusalDoesNot() {
        factory.order(company, "protheus", "1", "100");
        int before = hub.signals();

        postings.post(operator, Draft.of(company.code(), "404", "1").posting());
        assertThat(hub.signals()).isEqualTo(before);

        postings.post(operator, Draft.of(company.code(), "1", "1").posting());
        assertThat(hub.signals()).isEqualTo(before + 1);
    }

    @Test
    void addingAPostingGivesWhatComputingTheTotalsAnewGives() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            long order = factory.order(company, "protheus", "O" + i, "100");
            recompute(order);
            for (int n = 0; n < 12; n++) {
                Draft draft = draft("O" + i, random);

                Answer answer = postings.post(operator, draft.posting());

                assertThat(recompute(order))
                        .as("after %s, %s", draft.posting(), answer)
                        .isEmpty();
            }
        }
    }

    private Draft draft(String order, Random random) {
        Draft draft = Draft.of(company.code(), order, String.valueOf(random.nextInt(12)))
                .step(10 * (1 + random.nextInt(3)), null, null)
                .rework(random.nextInt(4) == 0 ? "1.5" : "0");
        if (random.nextInt(3) == 0) {
            draft.scrap("RISCO", "0." + (1 + random.nextInt(9)));
        }
        return random.nextInt(10) == 0 ? draft.completing() : draft;
    }

    /** Rows that the sums over all postings of an order change. */
    private List<String> recompute(long order) {
        return Objects.requireNonNull(
                new TransactionTemplate(new DataSourceTransactionManager(database)).execute(in -> {
                    Connection connection = DataSourceUtils.getConnection(database);
                    new PostingTotals().recompute(connection, List.of(order));
                    return factory.jdbc()
                            .sql(
                                    "select entity || ' ' || before::text from hub.change_log where tx = pg_current_xact_id()")
                            .query(String.class)
                            .list();
                }));
    }
}
