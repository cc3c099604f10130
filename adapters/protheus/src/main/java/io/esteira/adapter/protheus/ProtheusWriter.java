package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusAnswers.Verdict;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.WriterMapping.Reference;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;

/**
 * Writes one posting as the mapping says, once. Sent a second time only after a 401, which proves that the first was not executed.
 */
final class ProtheusWriter {

    private static final MediaType JSON = MediaType.parseMediaType("application/json;charset=UTF-8");
    private static final int WIDEST = 60;

    private final ProtheusProperties properties;
    private final ProtheusAuthorization authorization;
    private final ProtheusClient client;
    private final ProtheusHttp http;
    private final WriterMapping mapping;
    private final ProtheusReadBack readBack;
    private final ProtheusAnswers answers;

    ProtheusWriter(
            ProtheusProperties properties,
            ProtheusAuthorization authorization,
            ProtheusClient client,
            ProtheusHttp http,
            WriterMapping mapping,
            ProtheusReadBack readBack) {
        this.properties = properties;
        this.authorization = authorization;
        this.client = client;
        this.http = http;
        this.mapping = mapping;
        this.readBack = readBack;
        this.answers = new ProtheusAnswers(properties.refusedPause());
    }

    DeliveryOutcome write(DeliveryOrder order) {
        Company company = properties.company(order.company());
        Request request = order.kind() == Kind.POSTING
                ? mapping.posting()
                : mapping.reversal().orElseThrow();
        Values values = new Values(order, company, comment(order, request));
        Answer answer;
        try {
            answer = exchange(company, request, values);
        } catch (LoginRefused e) {
            return new NotExecuted(String.valueOf(e.getMessage()), properties.refusedPause());
        } catch (SourceUnavailable e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (NotSent e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            return new Uncertain("the answer was lost: " + ProtheusHttp.describe(e));
        }
        return switch (answers.judge(answer, request.answers(), values)) {
            case Verdict.Final(Rejected rejected)
            when order.kind() == Kind.POSTING -> keptAsPending(company, order, rejected);
            case Verdict.Final(DeliveryOutcome outcome) -> outcome;
            case Verdict.Doubtful doubtful -> resolved(order, doubtful);
        };
    }

    private static String comment(DeliveryOrder order, Request request) {
        int width = request.reference().map(Reference::width).orElse(WIDEST);
        return ProtheusReference.comment(order.reference(), order.note(), width);
    }

    /** With MV_APPENMO=2 a posting is refused and kept as pending at once: a person finishes it in Protheus. */
    private DeliveryOutcome keptAsPending(Company company, DeliveryOrder order, Rejected rejected) {
        try {
            String answer = rejected.code() + ": " + rejected.text();
            return switch (readBack.pending(company, order)) {
                case ReadBack.Pending(String key) -> new PendingInErp(key, answer);
                case ReadBack.Several several -> new PendingInErp(null, answer);
                case ReadBack.Found found -> rejected;
                case ReadBack.Absent absent -> rejected;
                case ReadBack.Unavailable unavailable -> rejected;
            };
        } catch (SourceUnavailable e) {
            return rejected;
        }
    }

    private DeliveryOutcome resolved(DeliveryOrder order, Verdict.Doubtful doubtful) {
        return switch (readBack.find(order)) {
            case ReadBack.Found(String key) -> new Delivered(key, doubtful.answer());
            case ReadBack.Pending(String key) -> new PendingInErp(key, doubtful.answer());
            case ReadBack.Absent absent -> new PendingInErp(doubtful.key(), doubtful.answer());
            case ReadBack.Several several -> new Uncertain("more than one row fits: " + several.erpKeys());
            case ReadBack.Unavailable(String reason) -> new Uncertain("the answer may mean pending, and " + reason);
        };
    }

    private Answer exchange(Company company, Request request, Values values) throws IOException {
        String header = authorization.header();
        Answer answer = send(company, request, values, header);
        return answer.status() == 401 ? send(company, request, values, authorization.renewed(header)) : answer;
    }

    private Answer send(Company company, Request request, Values values, String authorized) throws IOException {
        Map<String, String> headers = new HashMap<>(client.headers(company, authorized));
        request.headers().forEach((name, template) -> {
            String value = template.text(values);
            if (value != null) {
                headers.put(name, value);
            }
        });
        byte[] body = ProtheusJson.write(body(request, values));
        URI uri = properties.service(path(request, values));
        try {
            return http.send(request.method(), uri, headers, body, JSON);
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new NotSent("Protheus cannot be reached: " + ProtheusHttp.describe(e), e);
        }
    }

    private static String path(Request request, Values values) {
        String path = request.path().text(values);
        if (path == null) {
            throw new IllegalStateException("the path of the mapping needs what the posting does not have");
        }
        return UriUtils.encodePath(path, "UTF-8");
    }

    private static Map<String, Object> body(Request request, Values values) {
        Map<String, Object> body = new LinkedHashMap<>();
        request.body().forEach((field, template) -> {
            Object value = template.render(values);
            if (value != null) {
                body.put(field, value);
            }
        });
        return body;
    }

    /** No byte of the request left. */
    private static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, IOException cause) {
            super(message, cause);
        }
    }
}
