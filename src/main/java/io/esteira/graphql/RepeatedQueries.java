package io.esteira.graphql;

import io.esteira.graphql.RepeatedAnswers.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.KnownCallers;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.web.cors.CorsUtils;

/**
 * Answers queries that were answered before, ahead of all that requests otherwise pass: security chain, dispatcher, engine. What these
 * would find out is known: the token was checked a moment ago, the document fits the schema, its statements are kept. Whatever is new or
 * unusual goes the long way, where it is refused and explained if need be.
 */
final class RepeatedQueries implements Filter {

    /** Requests with one of these are part of somebody's trace, or answered by an event stream. */
    private static final List<String> UNUSUAL = List.of("traceparent", "b3", "X-B3-TraceId", StreamDoor.TOKEN_HEADER);

    /** What the security chain says of each answer, and the look for the origin. */
    private static final List<HeaderWriter> HEADERS = List.of(
            new XContentTypeOptionsHeaderWriter(),
            new XXssProtectionHeaderWriter(),
            new CacheControlHeadersWriter(),
            new HstsHeaderWriter(),
            new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY));

    private static final List<String> VARY = List.of(
            HttpHeaders.ORIGIN, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);

    /** Of a query, in bytes; what is longer may be a file within a mutation, and is not read twice. */
    private static final int LONGEST = 1 << 16;

    private final KnownCallers callers;
    private final RequestReader reader;
    private final RepeatedAnswers answers;
    private final RepeatMeters meters;

    RepeatedQueries(KnownCallers callers, RequestReader reader, RepeatedAnswers answers, RepeatMeters meters) {
        this.callers = callers;
        this.reader = reader;
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse response, FilterChain longWay)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        Caller caller = isUsual(request) ? callers.find(request).orElse(null) : null;
        if (caller == null) {
            longWay.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        Optional<Answer> answer = answer(request, body, caller);
        if (answer.isPresent()) {
            write(request, (HttpServletResponse) response, answer.get());
        } else {
            longWay.doFilter(new BufferedRequest(request, body), response);
        }
    }

    private boolean isUsual(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && HttpConfiguration.PATH.equals(request.getRequestURI())
                && request.getQueryString() == null
                && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
                && request.getContentLengthLong() > 0
                && request.getContentLengthLong() <= LONGEST
                && !CorsUtils.isCorsRequest(request)
                && UNUSUAL.stream().allMatch(name -> request.getHeader(name) == null);
    }

    private static AnswerForm form(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (accepted.isEmpty()) {
            return AnswerForm.JSON;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.put(HttpHeaders.ACCEPT, accepted);
        return AnswerForm.accepted(headers);
    }

    private Optional<Answer> answer(HttpServletRequest request, byte[] body, Caller caller) {
        try {
            if (form(request) == AnswerForm.EVENTS) {
                return Optional.empty();
            }
            return meters.observe(() -> answers.find(reader.request(body), caller));
        } catch (HttpRefused refused) {
            return Optional.empty();
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        VARY.forEach(header -> response.addHeader(HttpHeaders.VARY, header));
        HEADERS.forEach(writer -> writer.writeHeaders(request, response));
        response.setContentType(form(request).contentType().toString());
        response.setContentLength(answer.length());
        for (byte[] piece : answer.text()) {
            response.getOutputStream().write(piece);
        }
    }
}
