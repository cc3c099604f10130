package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.Known;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.plant.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One posting through each writer: whatever becomes of its answer, it has exactly one effect, and is found again. */
class ProtheusWritersTests {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    /** A service that a site wrote for itself. */
    private static final String CUSTOM = """
            posting:
              method: POST
              path: /apontaproducao
              headers: { X-Origem: esteira }
              needs: [operation]
              reference: { request: obs, table: H6_OBSERVA, width: 60 }
              body:
                numeroOP: ${order}
                operacao: ${operation}
                quantidade: ${good:,}
                perda: ${scrap:,}
                dataInicio: ${startedAt:dd/MM/yyyy}
                horaInicio: ${startedAt:HH:mm}
                dataFim: ${endedAt:dd/MM/yyyy}
                horaFim: ${endedAt:HH:mm}
                data: ${postedOn:dd/MM/yyyy}
                final: ${completes:S/N}
                obs: ${comment}
              answers:
                success: { resultado: OK }
                refused: ['"resultado"\\s*:\\s*"ERRO"']
            """;

    @TempDir
    static Path dir;

    private static ProtheusPlant site;
    private static Plant plant;

    private final ProtheusConnection protheus = connected();

    @BeforeAll
    static void start() throws IOException {
        site = new ProtheusPlant(dir);
        plant = site.plant;
        Files.writeString(dir.resolve("custom.yml"), CUSTOM);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static ProtheusConnection connected() {
        return site.connection();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
    }

    /** As the hub does: what is not known to be there or not is looked up, and only what is absent is sent again. */
    private static void deliver(ProtheusPostingService service, DeliveryOrder posting) {
        DeliveryOutcome outcome = service.writer().orElseThrow().write(posting, SOON);
        if (outcome instanceof Uncertain && service.readBack().orElseThrow().find(posting) instanceof ReadBack.Absent) {
            outcome = service.writer().orElseThrow().write(posting, SOON);
        }
        assertThat(outcome).isInstanceOfAny(Delivered.class, PendingInErp.class, Uncertain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "mata681,mata681",
        "mata250,mata250",
        "sfca314,sfca314",
        "custom,apontaproducao",
        "fwmodel,fwmodel",
        "wspcp,wspcp"
    })
    void theSamePostingThroughEachWriterEndsInExactlyOneEffect(String writer, String endpoint) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, writer);
        for (Fault fault : List.of(
                Fault.once(FaultKind.F35).on("nothing"),
                Fault.once(FaultKind.F10).on(endpoint),
                Fault.once(FaultKind.F11).on(endpoint).as("drop"),
                Fault.once(FaultKind.EMPTY).on(endpoint).as("committed"),
                Fault.once(FaultKind.F18).on(endpoint).as("committed"),
                Fault.once(FaultKind.F01).on(endpoint))) {
            plant.faults().clear();
            plant.faults().arm(fault);
            DeliveryOrder posting = site.posting();

            deliver(service, posting);

            assertThat(site.effects(posting))
                    .as("%s with %s", writer, fault.kind())
                    .isOne();
            assertThat(service.readBack().orElseThrow().find(posting))
                    .as("%s with %s", writer, fault.kind())
                    .isInstanceOfAny(ReadBack.Found.class, ReadBack.Alike.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mata681+lossAppointment",
                "custom+lossAppointment",
                "mata250+lossAppointment",
                "sfca314+lossAppointment",
                "fwmodel+lossAppointment",
                "wspcp+lossAppointment"
            })
    void aLossBehindEachWriterEndsInExactlyOneEffect(String writer) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, writer);
        for (Fault fault : List.of(
                Fault.once(FaultKind.F10).on("lossAppointment"),
                Fault.once(FaultKind.F11).on("lossAppointment").as("drop"),
                Fault.once(FaultKind.EMPTY).on("lossAppointment").as("committed"),
                Fault.once(FaultKind.F18).on("lossAppointment").as("committed"))) {
            plant.faults().clear();
            plant.faults().arm(fault);
            DeliveryOrder posting = site.posting();
            DeliveryOrder loss = Deliveries.loss(posting, "07", posting.good().toPlainString());

            deliver(service, loss);

            assertThat(site.losses(loss)).as("%s with %s", writer, fault.kind()).isOne();
            assertThat(service.readBack().orElseThrow().find(loss)).isInstanceOf(ReadBack.Alike.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mata681,mata681",
        "mata250,mata250",
        "sfca314,sfca314",
        "custom,apontaproducao",
        "fwmodel,fwmodel",
        "wspcp,wspcp"
    })
    void aRefusalThroughEachWriterIsRejectedAndHasNoEffect(String writer, String endpoint) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, writer);
        plant.faults().arm(Fault.once(FaultKind.F29).on(endpoint));
        DeliveryOrder posting = site.posting();

        DeliveryOutcome outcome = service.writer().orElseThrow().write(posting, SOON);

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo("A250ENCERR"));
        assertThat(site.effects(posting)).isZero();
    }

    /** The SOAP service knows its message before its routine could say so. */
    @ParameterizedTest
    @CsvSource({
        "mata681, mata681, text",
        "mata681, mata681, optot",
        "mata250, mata250, text",
        "sfca314, sfca314, text",
        "custom, apontaproducao, text",
        "custom, apontaproducao, optot",
        "fwmodel, fwmodel, text",
        "mata681+lossAppointment, lossAppointment, text"
    })
    void f12ASecondPostOfWhatIsThereIsRefusedAndTheLookFindsTheFirst(String writer, String endpoint, String variant) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, writer);
        DeliveryOrder posting = site.posting();
        boolean loss = endpoint.equals("lossAppointment");
        DeliveryOrder order =
                loss ? Deliveries.loss(posting, "07", posting.good().toPlainString()) : posting;
        deliver(service, order);
        plant.faults().arm(Fault.once(FaultKind.F12).on(endpoint).as(variant));

        DeliveryOutcome second = service.writer().orElseThrow().write(order, SOON);

        assertThat(second).isInstanceOf(Rejected.class);
        assertThat(loss ? site.losses(order) : site.effects(order)).isOne();
        assertThat(service.readBack().orElseThrow().find(order))
                .isInstanceOfAny(ReadBack.Found.class, ReadBack.Alike.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mata681", "mata250"})
    void f13APostingThatIsOnlyKeptIsPendingAndSeenThere(String writer) {
        plant.faults().arm(Fault.once(FaultKind.F13).on(writer));

        assertThat(outcomeOfKept(writer)).isInstanceOf(PendingInErp.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mata681", "mata250"})
    void f14APostingThatIsRefusedAndKeptIsRejectedAndSeenThere(String writer) {
        plant.faults().arm(Fault.once(FaultKind.F14).on(writer));

        assertThat(outcomeOfKept(writer)).isInstanceOf(Rejected.class);
    }

    private static DeliveryOutcome outcomeOfKept(String writer) {
        ProtheusPostingService service = ProtheusPostingService.of(site.connection(), writer);
        DeliveryOrder posting = site.posting();

        DeliveryOutcome outcome = service.writer().orElseThrow().write(posting, SOON);

        assertThat(site.effects(posting)).isZero();
        assertThat(service.readBack().orElseThrow().find(posting))
                .isInstanceOfSatisfying(ReadBack.Alike.class, look -> {
                    assertThat(look.erpKeys()).isEmpty();
                    assertThat(look.pendingKeys()).hasSize(1);
                });
        return outcome;
    }

    /** What the notes of these services do not give them: nothing is kept, whatever the parameter says. */
    @ParameterizedTest
    @CsvSource({"sfca314, sfca314", "custom, apontaproducao", "fwmodel, fwmodel", "wspcp, wspcp"})
    void servicesThatKeepNothingAsPendingRefuseUnderEachParameter(String writer, String endpoint) {
        plant.setParameter("MV_APPENMO", "3");
        try {
            aRefusalThroughEachWriterIsRejectedAndHasNoEffect(writer, endpoint);
        } finally {
            plant.setParameter("MV_APPENMO", "1");
        }
    }

    @Test
    void f15ABusinessRefusalOfTheSoapServiceComesUnder200() {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, "wspcp");
        plant.faults().arm(Fault.once(FaultKind.F30).on("wspcp"));

        assertThat(service.writer().orElseThrow().write(site.posting(), SOON))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.text())
                        .contains("A250MOVEST")
                        .doesNotContain("<"));
    }

    @Test
    void f16AMessageThatTheSoapServiceKnowsHasNoSecondEffectAndIsFoundAgain() {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, "wspcp");
        DeliveryOrder posting = site.posting();
        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Delivered.class);

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Known.class);

        assertThat(site.effects(posting)).isOne();
        assertThat(service.readBack().orElseThrow().find(posting)).isInstanceOf(ReadBack.Alike.class);
    }

    @Test
    void f27AMessageThatMetALockedRecordIsTakenAtTheNextTry() {
        isTakenAfter(FaultKind.F27, NotExecuted.class);
    }

    @Test
    void aMessageThatWasRefusedIsTakenOnceItWasMended() {
        isTakenAfter(FaultKind.F29, Rejected.class);
    }

    private void isTakenAfter(FaultKind fault, Class<?> firstOutcome) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, "wspcp");
        plant.faults().arm(Fault.once(fault).on("wspcp"));
        DeliveryOrder posting = site.posting();
        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(firstOutcome);

        assertThat(service.writer().orElseThrow().write(Deliveries.after(posting, 1), SOON))
                .isInstanceOf(Delivered.class);

        assertThat(site.effects(posting)).isOne();
    }

    @Test
    void f16AMessageThatTheSoapServiceHasRefusedIsKnownToItAndNowhereToBeFound() {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, "wspcp");
        plant.faults().arm(Fault.once(FaultKind.F29).on("wspcp"));
        DeliveryOrder posting = site.posting();
        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Rejected.class);

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Known.class);

        assertThat(service.readBack().orElseThrow().find(posting)).isInstanceOf(ReadBack.Absent.class);
        assertThat(site.effects(posting)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mata250, SD3/", "sfca314, CYV/"})
    void aRowOfAnotherTableIsNamedWithIt(String writer, String table) {
        ProtheusPostingService service = ProtheusPostingService.of(protheus, writer);
        DeliveryOrder posting = site.posting();
        deliver(service, posting);

        assertThat(service.readBack().orElseThrow().find(posting))
                .isInstanceOfSatisfying(ReadBack.Found.class, found -> assertThat(found.erpKey())
                        .startsWith(table));
    }

    @Test
    void eachKindMayHaveAWriterOfItsOwn() {
        ProtheusPostingService service =
                ProtheusPostingService.of(protheus, "sfca314:posting + mata681:pending + lossAppointment");
        DeliveryOrder posting = site.posting();
        DeliveryOrder loss = Deliveries.loss(posting, "07", posting.good().toPlainString());

        deliver(service, posting);
        deliver(service, loss);

        assertThat(service.tableOf(posting)).isEqualTo("CYV");
        assertThat(site.effects(posting)).isOne();
        assertThat(site.losses(loss)).isOne();
    }
}
