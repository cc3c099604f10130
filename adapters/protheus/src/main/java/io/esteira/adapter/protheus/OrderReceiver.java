package io.esteira.adapter.protheus;

import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the orders that Protheus pushes. An order is the same inbox record whether it was pushed or polled: what was observed later
 * counts, and what a poll reads next replaces what a message told. Thread-safe.
 */
final class OrderReceiver {

    /** Longer than any sound message; a longer one is not read. */
    static final int LONGEST_MESSAGE = 4 << 20;

    /** How much of a message that is too long is kept for a person. */
    private static final int KEPT_OF_TOO_LONG = 4096;

    private static final int LONGEST_NUMBER = 30;

    private final Inbox inbox;
    private final ProtheusOrderMapper mapper;
    private final Clock clock;

    OrderReceiver(Inbox inbox, ProtheusOrderMapper mapper, Clock clock) {
        this.inbox = inbox;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Stores the message's order and says what came of it, once that is committed.
     *
     * @param body as it came, at most one byte longer than {@link #LONGEST_MESSAGE}
     * @param companies those that the sender may speak for, at least one
     */
    String receive(byte[] body, List<Company> companies) {
        TotvsAnswer answer = new TotvsAnswer(clock.instant());
        try {
            if (body.length > LONGEST_MESSAGE) {
                throw new BrokenMessage("mensagem com mais de " + LONGEST_MESSAGE + " bytes / message too long");
            }
            SoapCall call = SoapCall.parse(ProtheusJson.decode(body));
            return call.answer(process(call.message(), companies, answer));
        } catch (BrokenMessage e) {
            byte[] kept = Arrays.copyOf(body, body.length > LONGEST_MESSAGE ? KEPT_OF_TOO_LONG : body.length);
            keep(kept, companies.getFirst(), new Issue(IssueCode.UNREADABLE, "payload", e.why()));
            return SoapCall.unread().answer(answer.error(null, e.why()));
        }
    }

    private String process(String text, List<Company> companies, TotvsAnswer answer) {
        TotvsMessage message;
        try {
            message = TotvsMessage.parse(text);
        } catch (BrokenMessage e) {
            Issue issue = new Issue(IssueCode.UNREADABLE, "payload", e.why());
            return refused(null, text, companies.getFirst(), issue, answer);
        }
        if (message.isWhoIs()) {
            return answer.ok(message);
        }
        if (!message.isProductionOrder()) {
            return answer.error(message, "só ProductionOrder é recebida aqui / only ProductionOrder is received here");
        }
        Optional<Company> company = companies.stream()
                .filter(candidate -> candidate.isBranch(message.group(), message.branch()))
                .findFirst();
        return company.map(found -> take(message, text, found, answer))
                .orElseGet(() -> refused(message, text, companies.getFirst(), foreign(message), answer));
    }

    private static Issue foreign(TotvsMessage message) {
        return new Issue(
                IssueCode.UNKNOWN_COMPANY,
                "BranchId",
                "este usuário não envia pela filial / this user does not send for branch \"" + message.group() + ","
                        + message.branch() + "\"");
    }

    private String take(TotvsMessage message, String text, Company company, TotvsAnswer answer) {
        String number = message.content().textAt(PushedOrder.NUMBER);
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            Issue issue = new Issue(
                    IssueCode.MISSING_FIELD, PushedOrder.NUMBER, "Number não é o de uma OP / is that of no order");
            return refused(message, text, company, issue, answer);
        }
        Instant now = clock.instant();
        Instant generated = message.generatedAt(company.zone()).orElse(now);
        SourceRecord record = new SourceRecord(
                ProtheusReader.SOURCE,
                company.code(),
                ProtheusReader.ORDERS,
                number,
                message.generatedOn().isEmpty() ? null : message.generatedOn(),
                generated.isAfter(now) ? now : generated,
                ProtheusJson.utf8(text));
        Inbox.Receipt unused = inbox.receive(Page.of(List.of(record)));
        return switch (mapper.map(record)) {
            case MappingResult.Rejected(List<Issue> issues) ->
                answer.error(message, issues.stream().map(Issue::message).collect(Collectors.joining("; ")));
            case MappingResult.Mapped _, MappingResult.Ignored _ ->
                answer.ok(
                        message,
                        message.group() + "|" + message.branch() + "|" + number,
                        company.code() + "|" + number);
        };
    }

    private String refused(
            @Nullable TotvsMessage message, String text, Company company, Issue issue, TotvsAnswer answer) {
        keep(ProtheusJson.utf8(text), company, issue);
        return answer.error(message, issue.message());
    }

    /** The same message twice is one entry. */
    private void keep(byte[] payload, Company company, Issue issue) {
        inbox.quarantine(
                new SourceRecord(
                        ProtheusReader.SOURCE,
                        company.code(),
                        ProtheusReader.ORDERS,
                        ListReader.NAMELESS + UUID.nameUUIDFromBytes(payload),
                        null,
                        clock.instant(),
                        payload),
                issue);
    }
}
