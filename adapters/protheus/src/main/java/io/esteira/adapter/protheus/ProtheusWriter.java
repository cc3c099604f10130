package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.WriterMapping.Reference;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
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

    DeliveryOutcome write(DeliveryOrder order, Deadline deadline) {
        Company company = properties.company(order.company());
        Request request = mapping.request(order).orElseThrow();
        Values values = new Values(order, company, comment(order, request));
        Answer answer;
        try {
            answer = exchange(company, request, values, deadline);
        } catch (LoginRefused e) {
            return new Blocked(String.valueOf(e.getMessage()), properties.refusedPause());
        } catch (SourceUnavailable e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (NotSent e) {
            return new NotExecuted(String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            return new Uncertain("the answer was lost: " + ProtheusHttp.describe(e));
        }
        return answers.judge(answer, request.answers());
    }

    private static String comment(DeliveryOrder order, Request request) {
        int width = request.reference().map(Reference::width).orElse(WIDEST);
        return ProtheusReference.comment(order.reference(), order.note(), width);
    }

    private Answer exchange(Company company, Request request, Values values, Deadline deadline) throws IOException {
        ProtheusAuthorization authorization = request.soap() ? basic : this.authorization;
        String header = authorization.header();
        Answer answer = send(company, request, values, header, deadline);
        return answer.status() == 401
                ? send(company, request, values, authorization.renewed(header), deadline)
                : answer;
    }

    private Answer send(Company company, Request request, Values values, String authorized, Deadline deadline)
            throws IOException {
        Map<String, String> headers = new HashMap<>(client.headers(company, authorized));
        request.headers().forEach((name, template) -> {
            String value = template.text(values);
            if (value != null) {
                headers.put(name, value);
            }
        });
        byte[] body = request.body().bytes(values);
        MediaType type = request.contentType().isEmpty() ? JSON : MediaType.parseMediaType(request.contentType());
        String path = path(request, values);
        URI uri = request.soap() ? properties.soapService(path) : properties.service(path);
        // A token may have been long in coming: the last look at the time is here.
        if (deadline.passed()) {
            throw new NotSent("the time to send it had passed before Protheus gave a token", null);
        }
        try {
            return http.send(request.method(), uri, headers, body, type);
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

    /** No byte of the request left. */
    private static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        NotSent(String message, @Nullable IOException cause) {
            super(message, cause);
        }
    }
}
