package io.esteira.alerts;

import java.util.List;

/** A way out of the hub. */
interface NoticeChannel {

    /** As its notices are kept under. */
    String name();

    /**
     * Sends notices together; may have sent them even where it fails.
     *
     * @throws Exception where they have to be sent again
     */
    void send(List<Notice> notices) throws Exception;
}
