package io.esteira.adapter.protheus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What TOTVS' services answer to a message: a ResponseMessage with what came of it. */
final class TotvsAnswer {

    private static final String RESPONSE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TOTVSMessage><MessageInformation version="1.000"><UUID>%s</UUID><Type>Response</Type>\
            <Transaction>%s</Transaction><StandardVersion>1.0</StandardVersion>\
            <SourceApplication>ESTEIRA</SourceApplication><CompanyId>%s</CompanyId><BranchId>%s</BranchId>\
            <Product name="ESTEIRA" version="1"/><GeneratedOn>%s</GeneratedOn></MessageInformation>\
            <ResponseMessage><ReceivedMessage><SentBy>%s</SentBy><UUID>%s</UUID><Event>%s</Event></ReceivedMessage>\
            <ProcessingInformation><ProcessedOn>%5$s</ProcessedOn><Status>%s</Status>%s</ProcessingInformation>%s\
            </ResponseMessage></TOTVSMessage>
            """;

    private final Instant now;

    /** @param now when the message was processed */
    TotvsAnswer(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    String ok(TotvsMessage message) {
        return render(message, "OK", "", "");
    }

    /**
     * @param origin the order as its sender names it
     * @param destination the order as the hub names it
     */
    String ok(TotvsMessage message, String origin, String destination) {
        return render(message, "OK", "", """
                <ReturnContent><ListOfInternalId><InternalId><Name>ProductionOrderInternalId</Name><Origin>%s</Origin>\
                <Destination>%s</Destination></InternalId></ListOfInternalId></ReturnContent>\
                """.formatted(XmlText.escaped(origin), XmlText.escaped(destination)));
    }

    /** @param message null when it could not be read */
    String error(@Nullable TotvsMessage message, String why) {
        String list = """
                <ListOfMessages><Message type="ERROR" code="1">%s</Message></ListOfMessages>""".formatted(XmlText.escaped(why));
        return render(message, "ERROR", list, "");
    }

    private String render(@Nullable TotvsMessage message, String status, String messages, String content) {
        return RESPONSE.formatted(
                UUID.randomUUID(),
                message == null ? "" : XmlText.escaped(message.transaction().toUpperCase(Locale.ROOT)),
                message == null ? "" : XmlText.escaped(message.group()),
                message == null ? "" : XmlText.escaped(message.branch()),
                DateTimeFormatter.ISO_INSTANT.format(now.atOffset(ZoneOffset.UTC)),
                message == null ? "" : XmlText.escaped(message.sender()),
                message == null ? "" : XmlText.escaped(message.id()),
                message == null ? "" : XmlText.escaped(message.event()),
                status,
                messages,
                content);
    }
}
