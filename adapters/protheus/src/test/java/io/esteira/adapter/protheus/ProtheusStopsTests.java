package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.Known;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops through both services: whatever becomes of an answer, a stop has exactly one effect, is found again, and is read. */
class ProtheusStopsTests extends StopsOnPlant {

    @ParameterizedTest
    @CsvSource({"mata681+stopReports,stopReports", "mata681+wspcp:stop,wspcp"})
    void theSameStopThroughEachWriterEndsInExactlyOneEffect(String writer, String endpoint) {
        ProtheusPostingService service = service(writer);
        for (Fault fault : List.of(
                Fault.once(FaultKind.F35).on("nothing"),
                Fault.once(FaultKind.F10).on(endpoint),
                Fault.once(FaultKind.F11).on(endpoint).as("drop"),
                Fault.once(FaultKind.EMPTY).on(endpoint).as("committed"),
                Fault.once(FaultKind.F18).on(endpoint).as("committed"),
                Fault.once(FaultKind.F01).on(endpoint))) {
            plant.faults().clear();
            plant.faults().arm(fault);
            DowntimeOrder stop = aStop();

            DeliveryOutcome outcome = write(service, stop);
            if (outcome instanceof Uncertain && look(service, stop) instanceof ReadBack.Absent) {
                outcome = write(service, stop);
            }

            assertThat(outcome).isInstanceOfAny(Delivered.class, Uncertain.class);
            assertThat(effects(stop)).as("%s with %s", writer, fault.kind()).isOne();
            assertThat(look(service, stop))
                    .as("%s with %s", writer, fault.kind())
                    .isInstanceOfAny(ReadBack.Found.class, ReadBack.Alike.class);
        }
    }

    @Test
    void aStopThatIsNotThereIsAbsentHoweverProtheusSaysSo() {
        DowntimeOrder stop = aStop();

        assertThat(look(service("mata681+stopReports"), stop)).isInstanceOf(ReadBack.Absent.class);
        assertThat(look(service("mata681+wspcp:stop"), stop)).isInstanceOf(ReadBack.Absent.class);
    }

    @Test
    void aListThatCannotBeAskedSaysNothing() {
        plant.faults().arm(Fault.always(FaultKind.F05).on("stopReportsList"));

        assertThat(look(service("mata681+stopReports"), aStop())).isInstanceOf(ReadBack.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"mata681+stopReports,stopReports", "mata681+wspcp:stop,wspcp"})
    void aRefusalThroughEachWriterIsRejectedAndHasNoEffect(String writer, String endpoint) {
        plant.faults().arm(Fault.once(FaultKind.F28).on(endpoint));
        DowntimeOrder stop = aStop();

        DeliveryOutcome outcome = write(service(writer), stop);

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo("FECHTO"));
        assertThat(effects(stop)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mata681+stopReports", "mata681+wspcp:stop"})
    void whatProtheusDoesNotKnowIsRefusedInItsWords(String writer) {
        DowntimeOrder machine = order("NAOHA", "02", null, 0);
        DowntimeOrder reason = order("CEL04", "99", null, 0);

        assertThat(write(service(writer), machine))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.text()).contains("Recurso nao cadastrado"));
        assertThat(write(service(writer), reason))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.text())
                        .contains("Motivo de parada nao cadastrado"));
    }

    @Test
    void aMessageThatWasProcessedIsKnownAgainAndHasOneEffect() {
        ProtheusPostingService service = service("mata681+wspcp:stop");
        DowntimeOrder stop = aStop();
        assertThat(write(service, stop)).isInstanceOf(Delivered.class);

        DeliveryOutcome again = write(service, stop);

        assertThat(again).isInstanceOf(Known.class);
        assertThat(effects(stop)).isOne();
        assertThat(look(service, stop)).isInstanceOf(ReadBack.Alike.class);
    }

    @Test
    void aServiceThatIsNotPublishedBlocksAndABusyOneIsTriedAgain() {
        ProtheusPostingService service = service("mata681+stopReports");
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports"));
        assertThat(write(service, aStop())).isInstanceOf(Blocked.class);

        plant.faults().arm(Fault.once(FaultKind.F08).on("stopReports"));
        assertThat(write(service, aStop())).isInstanceOf(NotExecuted.class);
    }

    @Test
    void aReportIsReversedByItsIdAndTheReversalIsSeen() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        String key = ((ReadBack.Found) look(service, stop)).erpKey();
        DowntimeOrder reversal = reversing(stop, key);
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Absent.class);
        plant.faults().arm(Fault.once(FaultKind.F11).on("stopReports").as("drop"));

        DeliveryOutcome outcome = write(service, reversal);

        assertThat(outcome).isInstanceOf(Uncertain.class);
        assertThat(look(service, reversal)).isEqualTo(new ReadBack.Found(key));
        assertThat(look(service, reversing(stop, null))).isEqualTo(new ReadBack.Found(key));
        assertThat(write(service, reversal)).isInstanceOf(Rejected.class);
        assertThat(look(service, stop)).isEqualTo(new ReadBack.Found(key));
    }

    @Test
    void aReversalOfAReportThatIsGoneIsDone() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        DowntimeOrder reversal = reversing(stop, ((ReadBack.Found) look(service, stop)).erpKey());
        site.tables
                .sql("delete from protheus.stot10 where sto_doc = ?")
                .param(stop.reference())
                .update();

        DeliveryOutcome outcome = write(service, reversal);

        assertThat(outcome).isInstanceOf(Blocked.class);
        assertThat(look(service, reversal))
                .isEqualTo(new ReadBack.Found(
                        Objects.requireNonNull(reversal.reverses()).erpKey()));
    }

    @Test
    void aReversalThatIsNotFoundWaitsForAPersonWhereTheReportIsThere() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        DowntimeOrder reversal = reversing(stop, ((ReadBack.Found) look(service, stop)).erpKey());
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports").as("json"));

        assertThat(write(service, reversal)).isInstanceOfSatisfying(Blocked.class, blocked -> {
            assertThat(blocked.reason()).contains("does not find what is reversed");
            assertThat(blocked.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        });
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Absent.class);
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports").as("html"));
        assertThat(write(service, reversal)).isInstanceOf(Blocked.class);
        plant.faults().arm(Fault.always(FaultKind.F05).on("stopReportsList"));
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void aReversalOfARowOfSh6IsSeenWhenItIsDeleted() {
        ProtheusPostingService service = service("mata681+wspcp:stop");
        DowntimeOrder stop = aStop();
        write(service, stop);
        String key = ((ReadBack.Alike) look(service, stop)).erpKeys().getFirst();
        assertThat(look(service, reversing(stop, key))).isInstanceOf(ReadBack.Absent.class);

        site.tables
                .sql("update protheus.sh6t10 set d_e_l_e_t_ = '*' where r_e_c_n_o_ = ?")
                .param(Long.parseLong(key))
                .update();

        assertThat(look(service, reversing(stop, key))).isEqualTo(new ReadBack.Found(key));
        assertThat(look(service, reversing(stop, "999999999"))).isInstanceOf(ReadBack.Unavailable.class);
    }

    private static Capability capability(String writer, DowntimeOrder stop) {
        ProtheusPostingServices services = new ProtheusPostingServices(Map.of(FakeProtheus.COMPANY, service(writer)));
        return new ProtheusStops(
                        protheus.properties(),
                        services,
                        new ProtheusDelivery(
                                protheus.properties(),
                                services,
                                new org.apache.camel.impl.DefaultCamelContext().createProducerTemplate()))
                .capability(stop);
    }

    @Test
    void withoutAWriterAStopIsHeldWithWhatToDoInBothLanguages() {
        Capability held = capability("mata681", aStop());

        assertThat(held).isInstanceOfSatisfying(Capability.Held.class, text -> {
            assertThat(text.whatToDo())
                    .startsWith("Enter in Protheus the stop: machine CEL03")
                    .contains("reason 02", "stopReports or wspcp:stop");
            assertThat(text.whatToDoPt())
                    .startsWith("Lance no Protheus a parada: máquina CEL03")
                    .contains("motivo 02", "#7K2M9S");
        });
    }

    @Test
    void whatAServiceCannotCarryIsHeld() {
        DowntimeOrder stop = aStop();

        assertThat(capability("mata681+stopReports", stop)).isInstanceOf(Capability.Sends.class);
        assertThat(capability("mata681+stopReports", order("CEL03", null, null, 0)))
                .isInstanceOfSatisfying(Capability.Held.class, held -> assertThat(held.whatToDo())
                        .contains("lacks what the service needs: reason"));
        assertThat(capability("mata681+stopReports", reversing(stop, "SFC/0000000001")))
                .isInstanceOf(Capability.Sends.class);
        assertThat(capability("mata681+stopReports", reversing(stop, "4711"))).isInstanceOf(Capability.Held.class);
        assertThat(capability("mata681+wspcp:stop", reversing(stop, "4711")))
                .isInstanceOfSatisfying(Capability.Held.class, held -> {
                    assertThat(held.whatToDo()).contains("Reverse in Protheus", "row 4711");
                    assertThat(held.whatToDoPt()).contains("Estorne no Protheus", "registro 4711");
                });
    }

    private static final String POSTING = """
            posting:
              method: POST
              path: /x
              body: { q: "${good}" }
              answers: { success: { ok: "1" } }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body: { q: \"${good}\" }|found: { service: /l, match: { d: \"${document}\" } }|uses ${good}, which a stop has not",
                "body: { q: \"${reason}\" }||is missing: a stop whose answer is lost",
                "body: { q: \"${reason}\" }|found: { service: /l, match: { d: fixed } }|needs a field that tells the delivery",
                "body: { q: \"${reason}\" }|found: { service: l, match: { d: \"${document}\" } }|has to begin with a slash",
                "body: { q: \"${reason}\" }|found: { service: /l, match: { d: \"${note}\" } }|may not have",
                "body: { q: \"${nonsense}\" }|found: { service: /l, match: { d: \"${document}\" } }|nonsense is not known"
            })
    void aBrokenSectionForStopsIsRefusedWithTheReason(String body, @Nullable String found, String reason) {
        String text = POSTING + "stop:\n  method: POST\n  path: /s\n  " + body + "\n"
                + (found == null ? "" : "  " + found + "\n") + "  answers: { success: { ok: \"1\" } }\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text)))
                .withMessageContaining("own.yml, line ")
                .withMessageContaining(reason);
    }
}
