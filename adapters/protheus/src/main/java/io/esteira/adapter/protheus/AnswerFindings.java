package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.util.Optional;

/** What an answer of Protheus means, for a person. */
final class AnswerFindings {

    private final Examination examination;
    private final String user;

    AnswerFindings(Examination examination, String user) {
        this.examination = examination;
        this.user = user;
    }

    /** Why an answer is no list of rows; empty when it is. */
    Optional<Finding> notRows(String subject, Answer answer) {
        return closed(subject, answer)
                .or(() -> answer.status() == 200 || answer.status() == 206 || answer.status() == 207
                        ? notData(subject, answer)
                        : Optional.of(failing(subject, answer)));
    }

    /** Why nobody can use what is asked there, whatever it is; empty when one can. */
    Optional<Finding> closed(String subject, Answer answer) {
        String said = examination.quote(answer.excerpt());
        return Optional.ofNullable(
                switch (answer.status()) {
                    case 202 ->
                        Finding.forbidden(
                                subject,
                                "User " + user + " has to change the password (202).",
                                "O usuário " + user + " precisa trocar a senha (202).");
                    case 401 ->
                        Finding.forbidden(
                                subject,
                                "Protheus refuses user " + user + " (401): check user and password.",
                                "O Protheus recusa o usuário " + user + " (401): confira usuário e senha.");
                    case 403 ->
                        Finding.forbidden(
                                subject,
                                "User " + user + " may not use it (403): " + said,
                                "O usuário " + user + " não tem permissão (403): " + said);
                    case 404 ->
                        Finding.missing(
                                subject,
                                "Not published (404): check base-url, URIs and security of the REST server.",
                                "Não publicado (404): confira base-url, URIs e segurança do servidor REST.");
                    case 428, 429, 503 ->
                        Finding.of(
                                Verdict.UNKNOWN,
                                subject,
                                "Protheus is busy or has no licence (" + answer.status() + "): " + said,
                                "O Protheus está ocupado ou sem licença (" + answer.status() + "): " + said);
                    default -> null;
                });
    }

    private Finding failing(String subject, Answer answer) {
        String said = examination.quote(answer.excerpt());
        return Finding.wrong(
                subject, "Answers " + answer.status() + ": " + said, "Responde " + answer.status() + ": " + said);
    }

    private static Optional<Finding> notData(String subject, Answer answer) {
        if (answer.html()) {
            return Optional.of(page(subject, "base-url"));
        }
        boolean items = ProtheusJson.envelope(answer.body())
                .filter(body -> ProtheusJson.field(body, "items") != null)
                .isPresent();
        return items
                ? Optional.empty()
                : Optional.of(
                        Finding.wrong(subject, "Answers no list of rows.", "Não responde uma lista de registros."));
    }

    /** What it means that a service cannot be used which the hub does without. */
    static Finding notNeeded(Finding finding) {
        return finding.verdict().isUsable()
                ? finding
                : Finding.info(
                        finding.subject(),
                        "Not usable; not needed. " + finding.sentence(),
                        "Não utilizável; não é necessário. " + finding.sentencePt());
    }

    /** @param setting the address that most likely leads somewhere else */
    static Finding page(String subject, String setting) {
        return Finding.wrong(
                subject,
                "Answers a page instead of a service: " + setting + " is most likely that of the portal.",
                "Responde uma página em vez de um serviço: " + setting + " deve ser a do portal.");
    }
}
