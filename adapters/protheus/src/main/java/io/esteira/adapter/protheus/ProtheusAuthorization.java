package io.esteira.adapter.protheus;

/** What a request says to be let in. Safe for use by several threads. */
interface ProtheusAuthorization {

    /**
     * The value of the header {@code Authorization}.
     *
     * @throws io.esteira.adapter.SourceUnavailable when Protheus gives none
     */
    String header();

    /**
     * Another value after Protheus refused one with 401. Threads that were refused together renew once.
     *
     * @throws io.esteira.adapter.SourceUnavailable when there is no other
     */
    String renewed(String refused);
}
