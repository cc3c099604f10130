package io.esteira.outbox;

import org.jspecify.annotations.Nullable;

/** Codes of reasons why a delivery waits for a person, where the reason is the hub's and not the ERP's. */
public final class DeliveryReasons {

    /** No adapter writes to the source. */
    public static final String NO_TARGET = "NO_TARGET";

    /** The adapter cannot do this by itself. */
    public static final String BY_HAND = "BY_HAND";

    /** The posting was made by hand, and its losses, which go apart, may have been too. */
    public static final String LOSS_BY_HAND = "LOSS_BY_HAND";

    /** The source says that it has had the delivery before, and shows no row of it. */
    public static final String KNOWN_IN_ERP = "KNOWN_IN_ERP";

    public static final String LOSS_BY_HAND_TEXT =
            "O apontamento foi feito à mão no ERP: se a perda foi junto, encerre à mão; se não, reenvie. / "
                    + "The posting was made in the ERP by hand: if the loss went with it, close this by hand; if not, resend it.";

    /** The posting was given up or reversed, and this loss of it is at the source. */
    public static final String LOSS_LEFT = "LOSS_LEFT";

    public static final String LOSS_LEFT_TEXT =
            "O apontamento foi cancelado ou estornado e esta perda está no ERP: estorne-a lá e cancele aqui. / "
                    + "The posting was cancelled or reversed and this loss is in the ERP: reverse it there, then cancel this.";

    /** The posting was reversed before this part of it was sent. */
    public static final String REVERSED = "REVERSED";

    public static final String REVERSED_TEXT =
            "O apontamento foi estornado no ERP / the posting was reversed in the ERP";

    /** The source holds more than one row that fits. */
    public static final String SEVERAL_IN_ERP = "SEVERAL_IN_ERP";

    private DeliveryReasons() {}

    /** Whether what waits for this reason may be at the source all the same. */
    public static boolean mayBeThere(@Nullable String reasonCode) {
        return SEVERAL_IN_ERP.equals(reasonCode) || KNOWN_IN_ERP.equals(reasonCode);
    }
}
