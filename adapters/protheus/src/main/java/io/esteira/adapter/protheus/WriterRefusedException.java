package io.esteira.adapter.protheus;

/** The hub cannot start with such a writer. The message is for the person who has written its file. */
final class WriterRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason names file, line, field and what is wrong */
    WriterRefusedException(String writer, Exception reason) {
        super("""
                O gravador %1$s do Protheus tem um erro, e o hub não inicia assim. / Writer %1$s of Protheus is wrong, and the hub does not start so.

                    %2$s""".formatted(writer, reason.getMessage()), reason);
    }
}
