package io.esteira.plant.embedded;

/** A port that is wanted belongs to another program. The message is one sentence in each language, fit for a person. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    /**
     * @param what who wants the port, such as {@code PostgreSQL}
     * @param remedy the variable or property that chooses another port
     */
    public PortInUseException(String what, int port, String remedy) {
        super("A porta " + port + " (" + what + ") já está em uso: encerre o outro programa ou escolha outra porta com "
                + remedy + ". / Port " + port + " (" + what
                + ") is in use: stop the other program or choose another port with " + remedy + ".");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
