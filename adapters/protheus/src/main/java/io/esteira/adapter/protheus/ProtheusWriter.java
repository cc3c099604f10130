package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.protheus.WriterMapping.Reference;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one posting or stop as the mapping says, once. Sent a second time only after a 401, which proves that the first was not executed.
 */
final class ProtheusWriter {

    private static final int WIDEST = 60;

    private final ProtheusProperties properties;
    private final ProtheusAuthorization authorization;
    private final ProtheusAuthorization basic;
    private final ProtheusClient client;
    private final ProtheusHttp http;
    private final WriterMapping mapping;
    private final ProtheusAnswers answers;

    ProtheusWriter(
            ProtheusProperties properties,
            ProtheusAuthorization authorization,
            ProtheusClient client,
            ProtheusHttp http,
            WriterMapping mapping) {
        this.properties = properties;
        this.authorization = authorization;
        this.basic = new BasicAuthorization(properties.user(), properties.password());
        this.client = client;
        this.http = http;
        this.mapping = mapping;
        this.answers = new ProtheusAnswers(properties.refusedPause());
    }

    DeliveryOutcome write(Consignment order, Deadline deadline) {
        Company company = properties.company(order.company());
        Request request = mapping.request(order).orElseThrow();
        Values values = new Values(order, company, comment(order, request));
        FilledRequest filled;
        try {
            filled = FilledRequest.of(request, values);
        } catch (RuntimeException e) {
            return new NotExecuted("the mapping " + mapping.name() + " cannot be filled in: " + e, null);
        }
        Answer answer;
        try {
            answer = exchange(company, filled, deadline);
        } catch (LoginRefused e) {
            return new Blocked(String.valueOf(e.getMessage()), properties.refusedPause());
        } catch (SourceUnavailable e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (NotSent e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            return new Uncertain("the answer was lost: " + ProtheusHttp.describe(e));
        }
        Answer said = answer.without(wordsOfPeople(values));
        return order.reverses() == null
                ? answers.judge(said, request.answers())
                : answers.judgeReversal(said, request.answers());
    }

    /** What would be written, for people: the login is among the headers, which are left out. Empty where the mapping cannot say. */
    Optional<String> told(Consignment order) {
        Company company = properties.company(order.company());
        try {
            return mapping.request(order)
                    .map(request -> FilledRequest.of(request, new Values(order, company, comment(order, request))))
                    .map(ProtheusWriter::told);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String told(FilledRequest request) {
        Charset charset = request.contentType().getCharset();
        return request.method() + " " + request.path() + "\n"
                + new String(request.body(), charset == null ? StandardCharsets.UTF_8 : charset);
    }

    private static String comment(Consignment order, Request request) {
        int width = request.reference().map(Reference::width).orElse(WIDEST);
        return ProtheusReference.comment(order.reference(), order.note(), width);
    }

    private static List<String> wordsOfPeople(Values values) {
        Consignment order = values.consignment();
        String note = order.note() == null ? "" : order.note();
        return Stream.of(values.comment(), note, ProtheusReference.plain(note), order.operator(), order.equipment())
                .filter(Objects::nonNull)
                .toList();
    }

    private Answer exchange(Company company, FilledRequest request, Deadline deadline) throws IOException {
        ProtheusAuthorization authorization = request.soap() ? basic : this.authorization;
        String header = authorization.header();
        Answer answer = send(company, request, header, deadline);
        return answer.status() == 401 ? send(company, request, authorization.renewed(header), deadline) : answer;
    }

    private Answer send(Company company, FilledRequest request, String authorized, Deadline deadline)
            throws IOException {
        Map<String, String> headers = new HashMap<>(client.headers(company, authorized));
        headers.putAll(request.headers());
        URI uri = request.soap() ? properties.soapService(request.path()) : properties.service(request.path());
        // A token may have been long in coming: the last look at the time is here.
        if (deadline.passed()) {
            throw new NotSent("the time to send it had passed before Protheus gave a token", null);
        }
        try {
            return http.send(request.method(), uri, headers, request.body(), request.contentType());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new NotSent("Protheus cannot be reached: " + ProtheusHttp.describe(e), e);
        }
    }

    /** No byte of the request left. */
    private static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable IOException cause) {
            super(message, cause);
        }
    }
}
