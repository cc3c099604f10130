package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.outbox.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Draft;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostingOverProductionTest extends PostingsOnDatabase {

    @Test
    void overProductionCountsWhatTheErpHasAndWhatIsOnItsWay() {
        long order = factory.order(company, "protheus", "1", "100");
        merging().merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-01", "50", "10"));
        postings.post(operator, Draft.of(company.code(), "1", "30").posting());

        assertRefused(
                postings.post(
                        operator,
                        Draft.of(company.code(), "1", "10").scrap("X", "1").posting()),
                "OVER_PRODUCTION");
        assertThat(postings.post(operator, Draft.of(company.code(), "1", "10").posting()))
                .isInstanceOf(Answer.Done.class);
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("40");
    }

    @Test
    void overProductionHoldsWhenManyPostAtOnce() throws Exception {
        long order = factory.order(company, "protheus", "1", "100");

        List<Answer> answers = atOnce(
                10,
                () -> postings.post(
                        operator, Draft.of(company.code(), "1", "30").posting()));

        assertThat(answers.stream().filter(Answer.Done.class::isInstance)).hasSize(3);
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("90");
    }

    @Test
    void toleranceAndReasonsAreTheCompanysOwn() {
        Company tolerant = factory.company("TOLERANT");
        factory.order(tolerant, "protheus", "1", "100");
        Caller caller = Hub.caller(Set.of(Role.LEADER), tolerant);

        assertThat(postings.post(
                        caller,
                        Draft.of("TOLERANT", "1", "109").scrap("RISCO", "1").posting()))
                .isInstanceOf(Answer.Done.class);
        assertRefused(postings.post(caller, Draft.of("TOLERANT", "1", "1").posting()), "OVER_PRODUCTION");
        assertRefused(
                postings.post(
                        caller,
                        Draft.of("TOLERANT", "1", "1").scrap("OUTRO", "1").posting()),
                "UNKNOWN_REASON");
    }

    @Test
    void stepThatAPostingCompletedTakesNothingMore() {
        factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "40").completing().posting());

        assertRefused(postings.post(operator, Draft.of(company.code(), "1", "1").posting()), "STEP_COMPLETED");
    }
}
