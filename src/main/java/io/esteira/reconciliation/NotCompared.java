package io.esteira.reconciliation;

/** A comparison cannot be brought to its end, for a reason that people are told. */
final class NotCompared extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String messageEn;
    private final String messagePt;
    private final boolean comparable;

    private NotCompared(String messageEn, String messagePt, boolean comparable) {
        super(messageEn, null, false, false);
        this.messageEn = messageEn;
        this.messagePt = messagePt;
        this.comparable = comparable;
    }

    /** Another time it may succeed. */
    static NotCompared thisTime(String message, String messagePt) {
        return new NotCompared(message, messagePt, true);
    }

    /** There is nothing to compare with. */
    static NotCompared atAll(String message, String messagePt) {
        return new NotCompared(message, messagePt, false);
    }

    String messageEn() {
        return messageEn;
    }

    String messagePt() {
        return messagePt;
    }

    String state() {
        return comparable ? "FAILED" : "NOT_COMPARABLE";
    }
}
