package io.esteira.adapter.protheus;

/** A message that is not what its sender should send; the text says why, and shows nothing of it. */
final class BrokenMessage extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenMessage(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
