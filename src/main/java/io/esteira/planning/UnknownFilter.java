package io.esteira.planning;

/** Something was asked for by a code that the company does not have; to answer with nothing would hide a slip of the pen. */
public final class UnknownFilter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what a noun, such as {@code phase} */
    public UnknownFilter(String what, String code) {
        super("The company has no %s \"%s\".".formatted(what, code));
    }
}
