package io.esteira.planning;

/** A collection was asked for that no lot or order of the company leads to; to answer with zeros would hide a slip of the pen. */
public final class UnknownCollection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownCollection(String label) {
        super("The company has no collection \"" + label + "\".");
    }
}
