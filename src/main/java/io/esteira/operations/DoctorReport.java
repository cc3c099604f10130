package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A diagnosis as plain text: a table, a sum, and the configuration to copy. */
final class DoctorReport {

    private static final Pattern PLAIN = Pattern.compile("[^\\s$#'\"\\\\`]*");

    private final boolean portuguese;

    DoctorReport(boolean portuguese) {
        this.portuguese = portuguese;
    }

    String of(String source, Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        List<Finding> findings = diagnosis.findings();
        int subject = findings.stream()
                .mapToInt(finding -> finding.subject().length())
                .max()
                .orElse(0);
        int verdict = findings.stream()
                .mapToInt(finding -> word(finding.verdict()).length())
                .max()
                .orElse(0);
        String format = "%-" + Math.max(1, verdict) + "s  %-" + Math.max(1, subject) + "s  %10s  %8s  %s%n";
        for (Finding finding : findings) {
            text.append(format.formatted(
                    word(finding.verdict()),
                    finding.subject(),
                    finding.rows() == null ? "" : finding.rows() + (portuguese ? " reg." : " rows"),
                    time(finding),
                    portuguese ? finding.sentencePt() : finding.sentence()));
        }
        text.append(System.lineSeparator()).append(sum(source, diagnosis)).append(System.lineSeparator());
        if (!diagnosis.settings().isEmpty()) {
            text.append(System.lineSeparator())
                    .append(
                            portuguese
                                    ? "# Configuração sugerida (segredos ocultos)"
                                    : "# Suggested configuration (secrets hidden)")
                    .append(System.lineSeparator());
            diagnosis.settings().forEach((variable, value) -> text.append(variable)
                    .append('=')
                    .append(quoted(value))
                    .append(System.lineSeparator()));
        }
        return text.toString();
    }

    /** As a file .env wants it: a bare $ or # would be taken for a variable or a comment. */
    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.contains("'") ? '"' + value + '"' : "'" + value + "'";
    }

    private static String time(Finding finding) {
        return finding.took() == null ? "" : finding.took().toMillis() + " ms";
    }

    private String sum(String source, Diagnosis diagnosis) {
        long troubles = diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                .count();
        if (troubles == 0) {
            return portuguese ? source + ": tudo utilizável." : source + ": all usable.";
        }
        return String.format(
                Locale.ROOT,
                portuguese ? "%s: %d de %d itens não utilizáveis." : "%s: %d of %d not usable.",
                source,
                troubles,
                diagnosis.findings().size());
    }

    private String word(Verdict verdict) {
        return switch (verdict) {
            case OK -> "OK";
            case INFO -> "INFO";
            case MISSING -> portuguese ? "FALTA" : "MISSING";
            case FORBIDDEN -> portuguese ? "NEGADO" : "FORBIDDEN";
            case WRONG -> portuguese ? "ERRADO" : "WRONG";
            case UNKNOWN -> portuguese ? "INCERTO" : "UNKNOWN";
        };
    }
}
