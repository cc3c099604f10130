package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;

/** What a request says to be let in. Safe for use by several threads. */
interface ProtheusAuthorization {

    /**
     * The value of the header {@code Authorization}.
     *
     * @throws LoginRefused when Protheus refuses the user
     * @throws SourceUnavailable when it cannot be asked
     */
    String header();

    /**
     * Another value after Protheus refused one with 401. Threads that were refused together renew once.
     *
     * @throws LoginRefused when Protheus refuses the user
     * @throws SourceUnavailable when it cannot be asked
     */
    String renewed(String refused);

    /** Protheus refuses the integration user: a person has to act. */
    final class LoginRefused extends SourceUnavailable {
        private static final long serialVersionUID = 1L;

        LoginRefused(String message) {
            super(message);
        }
    }
}
