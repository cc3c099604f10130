package io.esteira.plant.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class Ports {

    private static final int LOWEST = 20_000;

    /** Linux gives from here on, others from 49152. */
    private static final int ABOVE_HIGHEST = 32_768;

    private static final int TRIES = 1_000;

    private Ports() {}

    /**
     * A port that is free, below those that systems give to whoever asks for any: nobody is given it by chance before it is bound.
     *
     * @throws IllegalStateException when none was found
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, ABOVE_HIGHEST)
                .limit(TRIES)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port was found"));
    }

    public static boolean isFree(int port) {
        return canBind("127.0.0.1", port) && canBind("0.0.0.0", port);
    }

    private static boolean canBind(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws PortInUseException when another program has the port; 0 always passes */
    public static void require(String what, int port, String remedy) {
        if (port != 0 && !isFree(port)) {
            throw new PortInUseException(what, port, remedy);
        }
    }
}
