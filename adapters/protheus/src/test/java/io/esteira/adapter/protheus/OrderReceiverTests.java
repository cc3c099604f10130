package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.OrderStepChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.protheus.Company.Push;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.adapter.testkit.MutableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Protheus pushes, from the bytes of a request to what is stored and answered. */
class OrderReceiverTests {

    private static final String NOON = "2026-05-20T15:00:00Z";
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final List<Company> SENDER =
            List.of(new Company("LATICINIO", "T1,D MG 01", "D MG 01", ZONE, null, new Push("mes", "secret")));

    private final MutableClock clock = new MutableClock(NOON);
    private final ProtheusOrderMapper mapper =
            new ProtheusOrderMapper("01", PushedOrder.withItsActivities("01", PhaseSource.WORK_CENTRE));
    private final FakePolling hub = new FakePolling(List.of(mapper), clock);
    private final OrderReceiver receiver = new OrderReceiver(hub, mapper, clock);

    private String push(String body) {
        return receiver.receive(body.getBytes(StandardCharsets.UTF_8), SENDER);
    }

    private OrderExcerptChange order() {
        return hub.changes(OrderExcerptChange.class).getFirst();
    }

    static Stream<String> waysToSend() {
        String message = OrderMessages.upsert("500.25", "1", "09:00:00");
        return Stream.of(OrderMessages.soap(message), OrderMessages.cdata(message), message);
    }

    @ParameterizedTest
    @MethodSource("waysToSend")
    void anOrderIsStoredAsItCameAndAnsweredTheWayItCame(String body) throws BrokenMessage {
        String answer = push(body);

        assertThat(hub.stored("orders")).singleElement().satisfies(record -> {
            assertThat(record.sourceKey()).isEqualTo(OrderMessages.NUMBER);
            assertThat(record.observedAt()).isEqualTo("2026-05-20T12:00:00Z");
            assertThat(record.payload())
                    .asString(StandardCharsets.UTF_8)
                    .startsWith("<?xml")
                    .contains("PASTEURIZAR À");
        });
        assertThat(order().quantity()).isEqualByComparingTo("500.25");
        assertThat(order().plannedStart()).isEqualTo(LocalDate.of(2026, 5, 20));
        assertThat(hub.changes(OrderStepChange.class))
                .extracting(OrderStepChange::operation)
                .containsExactly("10");
        XmlElement root = SafeXml.parse(answer);
        String response = root.name().equals("Envelope")
                ? root.at("Body", "receiveMessageResponse", "receiveMessageResult")
                        .orElseThrow()
                        .text()
                : answer;
        XmlElement said = SafeXml.parse(response).child("ResponseMessage").orElseThrow();
        assertThat(said.textAt("ProcessingInformation", "Status")).isEqualTo("OK");
        assertThat(said.textAt("ReceivedMessage", "UUID")).isEqualTo("1");
        assertThat(said.textAt("ReceivedMessage", "SentBy")).isEqualTo("SIGAPCP");
        assertThat(said.textAt("ReturnContent", "ListOfInternalId", "InternalId", "Origin"))
                .isEqualTo("T1|D MG 01|00012301001");
    }

    @Test
    void aLongMessageIsRead() {
        String activity =
                "<ActivityOrder><ActivityCode>10</ActivityCode><WorkCenterCode>000010</WorkCenterCode></ActivityOrder>";
        String message = OrderMessages.upsert("10", "1", "09:00:00")
                .replace("</ListOfActivityOrders>", activity.repeat(15_000) + "</ListOfActivityOrders>");

        assertThat(push(OrderMessages.soap(message))).contains("Status&gt;OK");
    }

    @Test
    void cp1252UnderAUtf8HeaderIsUnderstood() {
        byte[] body =
                OrderMessages.cdata(OrderMessages.upsert("1", "1", "09:00:00")).getBytes(ProtheusJson.CP1252);

        assertThat(receiver.receive(body, SENDER)).contains("OK");
        assertThat(hub.changes(OrderStepChange.class))
                .extracting(OrderStepChange::description)
                .containsExactly("PASTEURIZAR À VÁCUO");
    }

    @Test
    void theSameMessageTwiceChangesNothingAndIsAnsweredAlike() {
        String body = OrderMessages.soap(OrderMessages.upsert("10", "1", "09:00:00"));

        assertThat(push(body)).contains("Status&gt;OK");
        SourceRecord first = hub.stored("orders").getFirst();
        assertThat(push(body)).contains("Status&gt;OK");

        assertThat(hub.stored("orders")).containsExactly(first);
    }

    @Test
    void aMessageThatComesLateDoesNotUndoANewerOne() {
        push(OrderMessages.soap(OrderMessages.upsert("20", "6", "09:00:05")));

        assertThat(push(OrderMessages.soap(OrderMessages.upsert("10", "1", "09:00:00"))))
                .contains("Status&gt;OK");

        assertThat(order().quantity()).isEqualByComparingTo(BigDecimal.valueOf(20));
    }

    @Test
    void anOrderThatIsAlsoPolledIsOneAndTheNewerReadingCounts() {
        try (FakeProtheus protheus = new FakeProtheus()) {
            protheus.order(OrderMessages.NUMBER, "QJ0001", 30, "        ");
            ProtheusConnection connection = protheus.connection(clock);
            SourceReader reader = new OrderTableReader(Set.of(), connection);

            push(OrderMessages.soap(OrderMessages.upsert("20", "1", "11:59:00")));
            hub.runNow(reader);
            push(OrderMessages.soap(OrderMessages.upsert("10", "1", "11:59:30")));

            assertThat(hub.stored("orders")).hasSize(1);
            assertThat(hub.changes(OrderExcerptChange.class)).isEmpty();
            assertThat(hub.changes(OrderChange.class)).singleElement().satisfies(order -> assertThat(order.quantity())
                    .isEqualByComparingTo("30"));
        }
    }

    @Test
    void aPushIsUndoneByThePollThatComesAfterIt() {
        try (FakeProtheus protheus = new FakeProtheus()) {
            protheus.order(OrderMessages.NUMBER, "QJ0001", 30, "        ");
            ProtheusConnection connection = protheus.connection(clock);
            SourceReader reader = new OrderTableReader(Set.of(), connection);
            hub.runNow(reader);

            push(OrderMessages.soap(OrderMessages.delete("12:00:00")));
            assertThat(order().complete()).isTrue();

            hub.runNow(reader);
            assertThat(hub.changes(OrderExcerptChange.class)).isEmpty();
            assertThat(hub.changes(OrderChange.class)).hasSize(1);
        }
    }

    @Test
    void aDeletedOrderCountsAsClosedUntilTwoPollsMissIt() {
        try (FakeProtheus protheus = new FakeProtheus()) {
            protheus.order("00099901001", "QJ0001", 30, "        ");
            ProtheusConnection connection = protheus.connection(clock);
            SourceReader reader = new OrderTableReader(Set.of(), connection);

            push(OrderMessages.soap(OrderMessages.delete("11:00:00")));
            assertThat(order().complete()).isTrue();

            hub.runNow(reader);
            assertThat(hub.deleted()).isEmpty();
            clock.pass(Duration.ofMinutes(1));
            hub.runNow(reader);
            assertThat(hub.deleted()).extracting(FakePolling.Key::sourceKey).containsExactly(OrderMessages.NUMBER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,false",
        "2,false",
        "3,false",
        "4,false",
        "5,false",
        "6,false",
        "7,true",
        "8,true",
        "9,false",
        "'',false"
    })
    void theStatusTellsOnlyWhetherTheOrderHasEnded(String status, boolean ended) {
        push(OrderMessages.soap(OrderMessages.upsert("10", status, "09:00:00")));

        assertThat(order().complete()).isEqualTo(ended);
        assertThat(order().status()).isNull();
    }

    @Test
    void whereRoutingsAreNotReadTheActivitiesAreTheStepsAndSplitsAreOne() throws IOException {
        String sample =
                Files.readString(Path.of("src/test/resources/protheus/samples/orders/pushed-2006-with-splits.json"));
        push(ProtheusJson.text(ProtheusJson.object(ProtheusJson.utf8(sample)).orElseThrow(), "raw"));

        Ref order = new Ref("000454101001");
        assertThat(hub.changes(OrderStepChange.class))
                .containsExactly(
                        new OrderStepChange(
                                new Ref(order.key() + "/10"), order, 10, "10", new Ref("000010"), "PASTEURIZAR"),
                        new OrderStepChange(new Ref(order.key() + "/9A"), order, 434, "9A", null, "COAGULAR"));
    }

    @Test
    void aMessageWithMistakesIsAnsweredWithThemAndKept() {
        String answer = push(OrderMessages.soap(OrderMessages.upsert("12,x", "Z", "09:00:00")));

        assertThat(answer).contains("Status&gt;ERROR", "Quantity is no number: 12,x", "StatusOrderType is Z");
        assertThat(issue()).extracting(Issue::code).isEqualTo(IssueCode.INVALID_NUMBER);
        assertThat(hub.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Quantity,<Quantity>10<,<Quantity>1E999999999<",
        "Event,<Event>upsert<,<Event>merge<",
        "Quantity,<Quantity>10<,<Quantity><",
    })
    void eachMistakeNamesItsField(String field, String sound, String mistaken) {
        String answer = push(OrderMessages.upsert("10", "1", "09:00:00").replace(sound, mistaken));

        assertThat(answer).contains("<Status>ERROR</Status>", field);
        assertThat(issue().field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "-999999999-01-01T00:00:00", "2926-05-20T09:00:00", "2026-05-20T15:00:00Z"})
    void aMessageWithoutASoundTimeIsOfNow(String generated) {
        push(OrderMessages.upsert("10", "1", "09:00:00").replace("2026-05-20T09:00:00", generated));

        assertThat(hub.stored("orders")).singleElement().satisfies(record -> assertThat(record.observedAt())
                .isEqualTo(NOON));
    }

    private Issue issue() {
        assertThat(hub.quarantined()).hasSize(1);
        return hub.quarantined().values().iterator().next().getFirst();
    }

    @Test
    void anotherCompanysBranchIsRefusedAndKept() {
        String answer = push(OrderMessages.soap(OrderMessages.ofBranch("D MG 02")));

        assertThat(answer).contains("Status&gt;ERROR", "T1,D MG 02");
        assertThat(issue().code()).isEqualTo(IssueCode.UNKNOWN_COMPANY);
        assertThat(hub.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "0123456789012345678901234567890123456789"})
    void aMessageWithoutTheNumberOfAnOrderIsKept(String number) {
        assertThat(push(OrderMessages.ofNumber(number))).contains("<Status>ERROR</Status>");
        assertThat(issue().field()).isEqualTo("Number");
    }

    @Test
    void aTestOfTheConnectionIsAnsweredAndNothingIsStored() {
        String whoIs = "<TOTVSMessage><MessageInformation><UUID>7</UUID><Type>WhoIs</Type>"
                + "<Transaction>WhoIs</Transaction></MessageInformation></TOTVSMessage>";

        assertThat(push(OrderMessages.soap(whoIs))).contains("Status&gt;OK", "UUID&gt;7");
        assertThat(hub.stored()).isEmpty();
    }

    @Test
    void anotherTransactionIsRefusedAndNotKept() {
        String item = OrderMessages.upsert("10", "1", "09:00:00")
                .replace("<Transaction>ProductionOrder", "<Transaction>Item");

        assertThat(push(item)).contains("<Status>ERROR</Status>", "ProductionOrder");
        assertThat(hub.stored()).isEmpty();
    }

    static Stream<String> hostile() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE m [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String order =
                OrderMessages.upsert("10", "1", "09:00:00").replace("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>", "");
        String file = "<!DOCTYPE TOTVSMessage [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        return Stream.of(
                "",
                "hello",
                "{\"c2_num\":\"000123\"}",
                "<html><body>login</body></html>",
                OrderMessages.soap(""),
                OrderMessages.soap("<Other/>"),
                OrderMessages.soap("not xml"),
                order.replace("</TOTVSMessage>", ""),
                order.replace("QJ0001", "&undeclared;"),
                laughs + "]>" + order.replace("QJ0001", "&l11;"),
                OrderMessages.soap(laughs + "]>" + order.replace("QJ0001", "&l11;")),
                "<!DOCTYPE m [<!ENTITY % a \"ha\"><!ENTITY % b \"%a;%a;\">%b;]>" + order,
                file + order.replace("QJ0001", "&f;"),
                OrderMessages.cdata(file + order.replace("QJ0001", "&f;")),
                "<!DOCTYPE TOTVSMessage SYSTEM \"http://127.0.0.1:1/x.dtd\">" + order,
                "<a>".repeat(100_000),
                "<TOTVSMessage>" + "<a/>".repeat(300_000) + "</TOTVSMessage>",
                "<TOTVSMessage><MessageInformation/></TOTVSMessage><second/>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoMessageIsRefusedKeptAndNeverExpanded(String body) {
        String answer = push(body);

        assertThat(answer).containsAnyOf("Status&gt;ERROR", "<Status>ERROR").doesNotContain("root:", "haha");
        assertThat(issue().code()).isEqualTo(IssueCode.UNREADABLE);
        assertThat(hub.changes()).isEmpty();

        push(body);
        assertThat(hub.quarantined()).hasSize(1);
    }

    @Test
    void ofAMessageThatIsTooLongTheBeginningIsKept() {
        byte[] body = new byte[OrderReceiver.LONGEST_MESSAGE + 1];
        java.util.Arrays.fill(body, (byte) '<');

        assertThat(receiver.receive(body, SENDER)).contains("Status&gt;ERROR");
        assertThat(hub.stored("orders")).singleElement().satisfies(record -> assertThat(record.payload())
                .hasSize(4096));
    }
}
