package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.outbox.Answer;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.production.NewPosting;
import io.esteira.production.Postings;
import io.esteira.support.Draft;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A site that writes by a mapping of its own, with the reference in another field of SH6: from the posting to the row and back. */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(classes = EsteiraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(TestTokens.class)
@DirtiesContext
class OwnMappingTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String MAPPING = """
            posting:
              method: POST
              path: /ProductionAppointment/v1/mata681
              needs: [operation]
              reference: { request: LotCode, table: H6_LOTECTL, width: 10 }
              body:
                appointmentType: "3"
                ProductionOrderNumber: ${order}
                ActivityCode: ${operation}
                Part_Total: ${completes:T/P}
                ApprovedQuantity: ${good:,}
                StartReportDateTime: ${startedAt:dd/MM/yyyy}
                StartReportTime: ${startedAt:HH:mm}
                EndReportDateTime: ${endedAt:dd/MM/yyyy}
                EndReportTime: ${endedAt:HH:mm}
                ReportDateTime: ${postedOn:dd/MM/yyyy}
                LotCode: ${reference}
                Comments: ${note}
              answers:
                success: { idAppointment: ".*\\\\S.*" }
                doubtful: { OpClose: "false" }
            """;

    @TempDir
    static Path folder;

    private static final HikariDataSource DATABASE = TestDatabase.create();
    private static final Plant PLANT = plant();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Postings postings;

    @Autowired
    private Companies companies;

    private String order = "";

    private static Plant plant() {
        return Plant.start(PlantSettings.in(TestFolder.create("own-mapping-plant"))
                .withSize(PlantSize.SMALL)
                .withDatabase(DATABASE.getJdbcUrl(), "csw_of_own_mapping")
                .withPorts(0, 0)
                .withWorking(false));
    }

    @AfterAll
    static void stop() {
        PLANT.close();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(folder.resolve("own.yml"), MAPPING);
        registry.add("spring.datasource.url", DATABASE::getJdbcUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("esteira.adapters.csw.enabled", () -> false);
        registry.add("esteira.adapters.pcp.enabled", () -> false);
        registry.add("esteira.adapters.mqtt.enabled", () -> false);
        registry.add("esteira.adapters.protheus.base-url", PLANT::protheusUri);
        registry.add("esteira.adapters.protheus.user", PLANT::protheusUser);
        registry.add("esteira.adapters.protheus.password", PLANT::protheusPassword);
        registry.add("esteira.adapters.protheus.writer", () -> "own+lossAppointment");
        registry.add("esteira.adapters.protheus.writers", folder::toString);
    }

    @BeforeEach
    void anOpenOrderWhoseFirstOperationHasRoom() {
        PLANT.faults().clear();
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> order = openOrder("asc"));
    }

    /** The first or the last of those that fit. */
    private String openOrder(String direction) {
        return jdbc.sql("""
                        select o.number
                          from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                         where o.source = 'protheus' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                           and s.status <> 'COMPLETED' and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                           and exists (select 1 from hub.stream r join hub.stream_state t on t.stream_id = r.id
                                       where r.source = 'protheus' and r.entity = 'postings' and t.last_success_at is not null)
                         order by o.id %s limit 1
                        """.formatted(direction)).query(String.class).single();
    }

    private String post(String good) {
        return post(Draft.of("LATICINIO", order, good));
    }

    private String post(Draft draft) {
        NewPosting posting = draft.posting();
        Caller operator = Hub.caller(Set.of(Role.OPERATOR), companies.get("LATICINIO"));
        assertThat(postings.post(operator, posting)).isInstanceOf(Answer.Done.class);
        return jdbc.sql("select reference from hub.posting where public_id = ?")
                .param(posting.id())
                .query(String.class)
                .single();
    }

    private void isInErpOnce(String reference) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        jdbc.sql("""
                                select count(*)
                                from hub.posting p
                                join hub.posting_sighting g on g.posting_id = p.id
                                join hub.delivery d on d.posting_id = p.id and d.erp_key = g.key
                                where p.reference = ? and p.in_erp and d.state = 'DELIVERED'
                                """).param(reference).query(Long.class).single())
                .isOne());
        assertThat(JdbcClient.create(new DriverManagerDataSource(PLANT.adminJdbcUrl()))
                        .sql("select count(*) from protheus.sh6t10 where h6_lotectl = ?")
                        .param("#" + reference)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aPostingComesBackByTheReferenceInTheSitesOwnField() {
        isInErpOnce(post("2.5"));
    }

    @Test
    void aPostingWhoseAnswerIsLostIsFoundAndNotSentAgain() {
        PLANT.faults().arm(Fault.once(FaultKind.F11).as("drop").on("mata681"));

        String first = post("1.25");
        String second = post("1.25");

        isInErpOnce(first);
        isInErpOnce(second);
    }

    @Test
    void scrapIsReportedOnceByReasonAfterThePosting() {
        PLANT.faults().arm(Fault.once(FaultKind.F11).as("drop").on("lossAppointment"));

        String reference =
                post(Draft.of("LATICINIO", order, "1.5").scrap("07", "0.31").scrap("08", "0.32"));

        await().atMost(SOON).untilAsserted(() -> assertThat(jdbc.sql(
                                "select state from hub.delivery where posting_id = (select id from hub.posting where reference = ?)")
                        .param(reference)
                        .query(String.class)
                        .list())
                .containsExactly("DELIVERED", "DELIVERED", "DELIVERED"));
        isInErpOnce(reference);
        assertThat(plant("select count(*) from protheus.sh6t10 where h6_qtdperd = 0 and h6_lotectl = '#" + reference
                        + "'"))
                .isOne();
        assertThat(plant("select count(*) from protheus.sbct10 where bc_quant in (0.31, 0.32)"))
                .isEqualTo(2);
        await().during(Duration.ofSeconds(2)).atMost(SOON).untilAsserted(() -> assertThat(jdbc.sql(
                                "select count(*) from hub.posting where reference = ? and in_erp and erp_scrap is null")
                        .param(reference)
                        .query(Long.class)
                        .single())
                .isOne());
    }

    /** With MV_A685OPE off, as it is unless a site says otherwise, Protheus takes no loss of an order that is closed. */
    @Test
    void scrapOfThePostingThatClosesTheOrderIsThereToo() {
        String closed = openOrder("desc");
        String last = jdbc.sql("""
                        select s.sequence::text
                          from hub.production_order o join hub.order_step s on s.order_id = o.id
                         where o.number = ? and s.deleted_at is null order by s.sequence desc limit 1
                        """).param(closed).query(String.class).single();

        String reference = post(Draft.of("LATICINIO", closed, "0.53")
                .step(Integer.valueOf(last), null, null)
                .scrap("07", "0.34")
                .completing());

        isInErpOnce(reference);
        assertThat(plant("select count(*) from protheus.sbct10 where bc_quant = 0.34"))
                .isOne();
        assertThat(plant("select count(*) from protheus.sc2t10 where c2_datrf <> '' and c2_op = '" + closed + "'"))
                .isOne();
    }

    private static long plant(String sql) {
        return JdbcClient.create(new DriverManagerDataSource(PLANT.adminJdbcUrl()))
                .sql(sql)
                .query(Long.class)
                .single();
    }

    @Test
    void aPostingKeptAsPendingIsNotTakenForAPostedOne() {
        PLANT.faults().arm(Fault.once(FaultKind.F13).on("mata681"));

        String reference = post("0.75");

        await().atMost(SOON).untilAsserted(() -> assertThat(jdbc.sql(
                                "select state || ' ' || coalesce(reason_text, '') from hub.delivery where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .startsWith("PENDING_IN_ERP"));
    }
}
