package io.esteira.delivery;

/** How far a delivery is. */
enum DeliveryState {
    PENDING,
    SENDING,
    RETRYING,
    UNCERTAIN,
    DELIVERED,
    REJECTED,
    PENDING_IN_ERP,
    HELD,
    CANCELLED,
    CLOSED_BY_HAND;

    /** Nothing more will happen by itself or may be asked for. */
    boolean ended() {
        return this == DELIVERED || this == CANCELLED || this == CLOSED_BY_HAND;
    }
}
