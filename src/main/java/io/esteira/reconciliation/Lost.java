package io.esteira.reconciliation;

/** Another instance has taken the comparison on, or a restart has ended it: nothing more is written. */
final class Lost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Lost(Claimed claimed) {
        super("reconciliation " + claimed.id() + " was taken on by another instance", null, false, false);
    }
}
