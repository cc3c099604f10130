package io.esteira.adapter.doctor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param company the hub's code of the company that it concerns, whose people alone may read it; null where it is of the whole source
 * @param subject what was looked at, such as a table, a service or a setting; unique within a diagnosis
 * @param sentence what was found, in English; never holds a secret
 * @param sentencePt the same in Portuguese
 * @param rows how many rows there are; null where nothing was counted
 * @param took how long the answer took; null where nothing was asked
 */
public record Finding(
        @Nullable String company,
        String subject,
        Verdict verdict,
        String sentence,
        String sentencePt,
        @Nullable Long rows,
        @Nullable Duration took) {

    public static Finding of(Verdict verdict, String subject, String sentence, String sentencePt) {
        return new Finding(null, subject, verdict, sentence, sentencePt, null, null);
    }

    public static Finding ok(String subject, String sentence, String sentencePt) {
        return of(Verdict.OK, subject, sentence, sentencePt);
    }

    public static Finding info(String subject, String sentence, String sentencePt) {
        return of(Verdict.INFO, subject, sentence, sentencePt);
    }

    public static Finding missing(String subject, String sentence, String sentencePt) {
        return of(Verdict.MISSING, subject, sentence, sentencePt);
    }

    public static Finding forbidden(String subject, String sentence, String sentencePt) {
        return of(Verdict.FORBIDDEN, subject, sentence, sentencePt);
    }

    public static Finding wrong(String subject, String sentence, String sentencePt) {
        return of(Verdict.WRONG, subject, sentence, sentencePt);
    }

    public Finding withRows(long count) {
        return new Finding(company, subject, verdict, sentence, sentencePt, count, took);
    }

    /** The same, of one company. */
    public Finding of(String companyCode) {
        return new Finding(companyCode, subject, verdict, sentence, sentencePt, rows, took);
    }

    Finding withTime(Duration time) {
        return new Finding(company, subject, verdict, sentence, sentencePt, rows, took == null ? time : took);
    }
}
