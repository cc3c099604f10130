package io.esteira.planning;

/** A question that cannot be answered as it was asked; the message says what the caller has to mend. */
public final class QuestionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QuestionRefused(String message) {
        super(message, null, false, false);
    }

    /**
     * Something was asked for by a code that the company does not have; to answer with nothing would hide a slip of the pen.
     *
     * @param what a noun, such as {@code phase}
     */
    public static QuestionRefused unknown(String what, String code) {
        return new QuestionRefused("The company has no %s \"%s\".".formatted(what, code));
    }
}
