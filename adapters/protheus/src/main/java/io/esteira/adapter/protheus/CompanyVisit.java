package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.protheus.GenericQuery.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.http.HttpMethod;

/** A doctor's questions to Protheus for one company, whose people alone read what is found. */
final class CompanyVisit {

    private final Examination examination;
    private final ProtheusConnection protheus;
    private final ProtheusHttp http;
    private final Company company;
    private final Optional<WriterMapping> mapping;
    private final FoundOptions options;

    CompanyVisit(
            Examination examination,
            ProtheusConnection protheus,
            ProtheusHttp http,
            Company company,
            FoundOptions options) {
        this.options = options;
        this.examination = examination.of(company.code());
        this.protheus = protheus;
        this.http = http;
        this.company = company;
        this.mapping = load();
    }

    private Optional<WriterMapping> load() {
        try {
            return WriterMappings.load(
                    properties().writerOf(company), properties().writers());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            String said = examination.quote(e);
            examination.keep(Finding.wrong(
                    name("writer"), "The mapping is wrong: " + said, "O mapeamento está errado: " + said));
            return Optional.empty();
        }
    }

    Examination examination() {
        return examination;
    }

    FoundOptions options() {
        return options;
    }

    ProtheusConnection protheus() {
        return protheus;
    }

    ProtheusProperties properties() {
        return protheus.properties();
    }

    Company company() {
        return company;
    }

    /** How this company's postings are written; empty where no mapping is set, or a wrong one. */
    Optional<WriterMapping> mapping() {
        return mapping;
    }

    /** What is asked for one company only is named without it. */
    String name(String what) {
        return properties().companies().size() == 1 ? what : what + " (" + company.code() + ")";
    }

    Finding ask(String subject, Callable<Finding> question) {
        return examination.ask(subject, ProtheusDoctor.ONE_ANSWER, question, failure -> Trouble.of(
                        subject, String.valueOf(properties().baseUrl()), failure)
                .orElseGet(() -> examination.failed(subject, failure)));
    }

    Answer get(URI service, ProtheusAuthorization authorization, Map<String, String> parameters) throws IOException {
        Map<String, String> headers = protheus.client().headers(company, authorization.header());
        return http.send(HttpMethod.GET, ProtheusHttp.uri(service, parameters), headers, null, null);
    }

    /** The first rows of a table, as a reader asks for them. */
    Answer rows(Table table, int size) throws IOException {
        return get(
                properties().service(GenericQuery.PATH),
                protheus.authorization(),
                GenericQuery.parameters(Question.of(table, ""), 0, size));
    }
}
