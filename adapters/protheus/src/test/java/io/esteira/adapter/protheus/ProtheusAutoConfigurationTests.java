package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.CanonicalMappers;
import io.esteira.adapter.Polling;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.testkit.FakePolling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The adapter inside an application: which beans it brings, which routes run, how a posting passes. */
class ProtheusAutoConfigurationTests {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    private final FakeProtheus protheus = new FakeProtheus();
    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, ProtheusAutoConfiguration.class))
            .withBean(Polling.class, () -> hub)
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues(
                    "esteira.adapters.protheus.enabled=true",
                    "esteira.adapters.protheus.base-url=" + protheus.server.baseUrl() + "/rest",
                    "esteira.adapters.protheus.user=hub",
                    "esteira.adapters.protheus.password=s3cr3t-word",
                    "esteira.adapters.protheus.companies[0].code=LATICINIO",
                    "esteira.adapters.protheus.companies[0].tenant=T1,D MG 01",
                    "esteira.adapters.protheus.companies[0].branch=D MG 01");

    @AfterEach
    void stop() {
        protheus.close();
    }

    @Test
    void isAbsentUnlessSwitchedOn() {
        application
                .withPropertyValues("esteira.adapters.protheus.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(SourceReader.class)
                        .doesNotHaveBean(ProtheusProperties.class));
    }

    @Test
    void bringsReadersMappersRoutesAndTheTarget() {
        application.run(context -> {
            assertThat(context.getBeansOfType(SourceReader.class).values())
                    .extracting(SourceReader::entity)
                    .containsExactlyInAnyOrder(
                            "items", "phases", "routing", "orders", "postings", "downtimes", "downtime-reasons");
            assertThat(context.getBean(CanonicalMappers.class).all()).hasSize(8);
            assertThat(context.getBean(DeliveryTarget.class).companies()).containsExactly("LATICINIO");
            assertThat(context.getBean(CamelContext.class).getRoutes())
                    .extracting(Route::getRouteId)
                    .containsExactlyInAnyOrder(
                            "protheus.items",
                            "protheus.phases",
                            "protheus.routing",
                            "protheus.orders",
                            "protheus.postings",
                            "protheus.downtimes",
                            "protheus.downtime-reasons",
                            "protheus.deliver");
        });
    }

    @Test
    void stopsComeFromTheListThatTheSiteChooses() {
        application
                .withPropertyValues("esteira.adapters.protheus.downtimes.from=STOP_REPORTS")
                .run(context ->
                        assertThat(context.getBeansOfType(StopListReader.class)).hasSize(2));
    }

    @Test
    void stopsThatAreNotReadWhereTheyAreWrittenStopTheStart() {
        ApplicationContextRunner writing =
                application.withPropertyValues("esteira.adapters.protheus.writer=mata681+stopReports");

        writing.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("esteira.adapters.protheus.downtimes.from must be STOP_REPORTS")
                .hasMessageContaining("deve ser STOP_REPORTS com o gravador mata681+stopReports"));
        writing.withPropertyValues("esteira.adapters.protheus.downtimes.from=STOP_REPORTS")
                .run(context -> assertThat(context).hasNotFailed());
        writing.withPropertyValues("esteira.adapters.protheus.downtimes.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({"mata681+wspcp:stop, false", "wspcp, false", "wspcp:posting, true", "mata681, true"})
    void stopsThatAreReadFromSfcAndWrittenToSh6StopTheStart(String writer, boolean starts) {
        application
                .withPropertyValues(
                        "esteira.adapters.protheus.downtimes.from=STOP_REPORTS",
                        "esteira.adapters.protheus.writer=" + writer)
                .run(context -> {
                    if (starts) {
                        assertThat(context).hasNotFailed();
                    } else {
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageStartingWith(
                                        "esteira.adapters.protheus.downtimes.from must be GENERIC_QUERY")
                                .hasMessageContaining("deve ser GENERIC_QUERY com o gravador " + writer);
                    }
                });
    }

    @Test
    void aWriterThatIsWrongStopsTheStartBeforeAnythingElse(@TempDir Path writers) throws IOException {
        Files.writeString(writers.resolve("ours.yml"), mata681().replace("${order}", "${ordem}"));

        application
                .withPropertyValues(
                        "esteira.adapters.protheus.writer=ours", "esteira.adapters.protheus.writers=" + writers)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(WriterRefusedException.class)
                        .extracting(failure -> Objects.requireNonNull(new WriterFailureAnalyzer().analyze(failure))
                                .getDescription())
                        .asString()
                        .startsWith(
                                "O gravador ours do Protheus tem um erro, e o hub não inicia assim. / Writer ours of")
                        .contains(writers.resolve("ours.yml") + ", line ", "placeholder ordem is not known"));
    }

    private static String mata681() throws IOException {
        try (InputStream file =
                ProtheusAutoConfigurationTests.class.getResourceAsStream("/protheus/writers/mata681.yml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void stopsAreNotReadWhereTheyAreSwitchedOff() {
        application
                .withPropertyValues("esteira.adapters.protheus.downtimes.enabled=false")
                .run(context -> assertThat(
                                context.getBeansOfType(SourceReader.class).values())
                        .extracting(SourceReader::entity)
                        .doesNotContain("downtimes", "downtime-reasons"));
    }

    @Test
    void aReaderThatIsSwitchedOffIsNotWaitedFor() {
        application
                .withPropertyValues("esteira.adapters.protheus.routing.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean("protheusRoutingReader");
                    assertThat(context.getBean(OrderTableReader.class).after()).containsExactly("items");
                });
    }

    @ParameterizedTest
    @CsvSource({"MODULE", "MRP"})
    void ordersComeFromTheListThatTheSiteChooses(String from) {
        protheus.listOrders();
        protheus.order("00012301001", "QJ0001", 10, "        ");

        application
                .withPropertyValues(
                        "esteira.adapters.protheus.orders.from=" + from,
                        "esteira.adapters.protheus.items.enabled=false",
                        "esteira.adapters.protheus.routing.enabled=false")
                .run(context -> {
                    assertThat(context).hasSingleBean(ListReader.class).doesNotHaveBean(OrderTableReader.class);
                    await().untilAsserted(() -> assertThat(hub.changes(OrderExcerptChange.class))
                            .extracting(OrderExcerptChange::number)
                            .containsExactly("00012301001"));
                });
    }

    @Test
    void itemsPhasesAndRoutingsComeFromWhatMrpMirrorsWhereTheSiteSaysSo() {
        application
                .withPropertyValues(
                        "esteira.adapters.protheus.items.from=MRP",
                        "esteira.adapters.protheus.phases.from=MRP",
                        "esteira.adapters.protheus.routing.from=MRP")
                .run(context -> assertThat(
                                context.getBeansOfType(ListReader.class).values())
                        .extracting(ListReader::entity)
                        .containsExactlyInAnyOrder("items", "phases", "routing"));
    }

    @ParameterizedTest
    @CsvSource({"qip, InspectionListReader", "genericQuery, InspectionTableReader"})
    void inspectionsAreReadWhereTheSiteSaysSo(String from, String reader) {
        application
                .withPropertyValues(
                        "esteira.adapters.protheus.inspections.enabled=true",
                        "esteira.adapters.protheus.inspections.from=" + from)
                .run(context -> {
                    assertThat(context.getBean("protheusInspectionsReader")
                                    .getClass()
                                    .getSimpleName())
                            .isEqualTo(reader);
                    assertThat(context.getBean(CamelContext.class).getRoute("protheus.inspections"))
                            .isNotNull();
                });
    }

    @Test
    void theRoutesBringOrdersIn() {
        protheus.add("SB1", "B1_FILIAL", " ", "B1_COD", "QJ0001", "B1_DESC", "QUEIJO", "B1_TIPO", "PA", "B1_UM", "KG");
        protheus.order("00012301001", "QJ0001", 10, "        ");

        application.run(context -> await().untilAsserted(() -> assertThat(hub.changes(OrderChange.class))
                .extracting(OrderChange::number)
                .containsExactly("00012301001")));
    }

    @Test
    void aPostingPassesItsRouteAndWaitsWhileThatIsStopped() {
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.MATA681))
                .willReturn(okJson("{\"idAppointment\":\"D MG 01 QJ0001 01 000123\",\"OpClose\":true}")));
        application.run(context -> {
            DeliveryTarget target = context.getBean(DeliveryTarget.class);
            CamelContext camel = context.getBean(CamelContext.class);

            assertThat(target.capability(Deliveries.posting())).isInstanceOf(Capability.Sends.class);
            assertThat(target.send(Deliveries.posting(), SOON)).isInstanceOf(DeliveryOutcome.Delivered.class);

            camel.getRouteController().stopRoute("protheus.deliver");
            assertThat(target.send(Deliveries.posting(), SOON))
                    .isEqualTo(new DeliveryOutcome.NotExecuted("the route protheus.deliver is stopped", null));
        });
        protheus.server.verify(1, postRequestedFor(urlPathEqualTo(FakeProtheus.MATA681)));
    }

    @Test
    void aRefusalSaysWhereTheWriterHasChangedSinceItWasRead(@TempDir Path writers) throws IOException {
        Path file = writers.resolve("mata681.yml");
        Files.writeString(file, mata681());
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.MATA681))
                .willReturn(aResponse().withStatus(400).withBody("AJUDA:REGNOIS Registro nao encontrado")));

        application
                .withPropertyValues("esteira.adapters.protheus.writers=" + writers)
                .run(context -> {
                    DeliveryTarget target = context.getBean(DeliveryTarget.class);
                    assertThat(refusal(target)).contains("REGNOIS").doesNotContain("restart");

                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));

                    assertThat(refusal(target)).contains("REGNOIS", "reinicie o hub", "restart it");
                });
    }

    private static String refusal(DeliveryTarget target) {
        DeliveryOutcome outcome = target.send(Deliveries.posting(), SOON);
        assertThat(outcome).isInstanceOf(DeliveryOutcome.Rejected.class);
        return ((DeliveryOutcome.Rejected) outcome).text();
    }

    @Test
    void scrapThatAServiceDoesNotTakeIsHeldAndNeverLost() {
        assertHeld(Deliveries.onMachine("CEL01"), "O serviço não aceita perda", "sfca314");
    }

    @Test
    void aReversalWithoutAServiceIsHeldWithWhatToDo() {
        assertHeld(
                Deliveries.reversal("AAAAAAAAA", "4711"),
                "Estornar no Protheus o apontamento: OP 00012301001, operação 10, produto QJ0001, quantidade 12,50, perda 1,"
                        + " data 02/03/2026, parcial, registro (R_E_C_N_O_) 4711 da SH6, referência #AAAAAAAAA em"
                        + " H6_OBSERVA. A pendência se encerra quando a sincronização vir o estorno.");
    }

    @Test
    void aPostingWithoutAnOperationIsHeldSinceTheServiceNeedsIt() {
        assertHeld(Deliveries.posting(null, null), "O apontamento não traz o que o serviço exige: operation.");
    }

    @Test
    void aQuantityThatProtheusWouldRoundIsHeldAndTheKeyThatAllowsItNamed() {
        DeliveryOrder posting = Deliveries.scrapped(Deliveries.posting(), "07", "0.125");

        assertHeld(
                posting,
                "Uma quantidade tem mais casas decimais do que o Protheus guarda (2, chave decimals do mapeamento).");
        assertHeld(
                posting,
                "Uma quantidade tem mais casas decimais do que o Protheus guarda (2, chave decimals do mapeamento).",
                "mata681+lossAppointment");
        assertHeld(
                Deliveries.loss(Deliveries.posting(), "07", "0.125"),
                "Apontar a perda no Protheus (MATA685): OP 00012301001, operação 10, produto QJ0001, quantidade 0,125, motivo 07,"
                        + " data 02/03/2026. Depois encerrar esta pendência à mão com o registro (R_E_C_N_O_) da SBC.",
                "mata681+lossAppointment");
    }

    @Test
    void aPostingWhoseLossesTheServiceCouldNotTakeIsHeldBeforeItGoes() {
        application
                .withPropertyValues("esteira.adapters.protheus.writer=mata250+lossAppointment")
                .run(context -> {
                    DeliveryTarget target = context.getBean(DeliveryTarget.class);
                    DeliveryOrder whole = Deliveries.posting(null, null);

                    assertThat(target.capability(whole)).isInstanceOf(Capability.Sends.class);
                    assertThat(target.capability(Deliveries.scrapped(whole, "07", "1")))
                            .isInstanceOfSatisfying(Capability.Held.class, held -> assertThat(held.whatToDo())
                                    .contains("Write 7K2M9QX4D into D3_DOC. Then close this by hand")
                                    .endsWith("It lacks what the service needs: operation."));
                });
    }

    @Test
    void scrapThatWasNotSplitOffIsNeverLeftOut() {
        application
                .withPropertyValues("esteira.adapters.protheus.writer=sfca314+lossAppointment")
                .run(context -> {
                    DeliveryTarget target = context.getBean(DeliveryTarget.class);
                    DeliveryOrder whole = Deliveries.scrapped(Deliveries.onMachine("M1"), "07", "1");

                    assertThat(target.capability(whole)).isEqualTo(new Capability.Sends(true));
                    assertThat(target.send(whole, SOON)).isInstanceOf(DeliveryOutcome.Blocked.class);
                });
    }

    @Test
    void aReversalInATableThatIsNotReadIsClosedByHand() {
        assertHeld(
                Deliveries.reversal("AAAAAAAAA", "SD3/4711"),
                "registro (R_E_C_N_O_) 4711 da SD3, referência AAAAAAAAA em D3_DOC. Depois encerrar esta pendência à mão: a"
                        + " sincronização não lê a SD3.",
                "mata250");
    }

    @Test
    void aRecordNumberThatAPersonTypesIsNamedWithItsTable() {
        DeliveryOrder loss = Deliveries.loss(Deliveries.posting(), "07", "1");
        application
                .withPropertyValues("esteira.adapters.protheus.writer=mata681+lossAppointment")
                .run(context -> {
                    DeliveryTarget target = context.getBean(DeliveryTarget.class);

                    assertThat(target.keyOf(loss, "0012")).contains("SBC/12");
                    assertThat(target.keyOf(loss, "sbc/12")).contains("SBC/12");
                    assertThat(target.keyOf(loss, "SH6/12")).isEmpty();
                    assertThat(target.keyOf(Deliveries.posting(), "12")).contains("12");
                    assertThat(target.keyOf(Deliveries.posting(), "SBC/12")).isEmpty();
                    assertThat(target.keyOf(Deliveries.posting(), "D MG 01 QJ0001"))
                            .isEmpty();
                });
    }

    private void assertHeld(DeliveryOrder order, String text) {
        assertHeld(order, text, "mata681");
    }

    private void assertHeld(DeliveryOrder order, String text, String writer) {
        application
                .withPropertyValues("esteira.adapters.protheus.writer=" + writer)
                .run(context -> {
                    DeliveryTarget target = context.getBean(DeliveryTarget.class);
                    assertThat(target.capability(order))
                            .isInstanceOfSatisfying(Capability.Held.class, held -> assertThat(held.whatToDoPt())
                                    .contains(text));
                    assertThat(target.send(order, SOON)).isInstanceOf(DeliveryOutcome.Blocked.class);
                });
    }

    @Test
    void withoutAMappingAPersonPosts() {
        application.withPropertyValues("esteira.adapters.protheus.writer=").run(context -> assertThat(
                        context.getBean(DeliveryTarget.class).capability(Deliveries.posting()))
                .isInstanceOfSatisfying(Capability.Held.class, held -> assertThat(held.whatToDoPt())
                        .startsWith("Apontar no Protheus: OP 00012301001")
                        .contains("#7K2M9QX4D")));
    }

    @Test
    void aMappingThatIsWrongStopsTheStart() {
        application
                .withPropertyValues("esteira.adapters.protheus.writer=mata999")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("mata999"));
    }
}
