package io.esteira.adapter.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way to a local port that can be cut: what is connected breaks without a goodbye, and nobody gets in until it is open. */
final class Gate implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean open = true;

    Gate(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::admit);
    }

    int port() {
        return entrance.getLocalPort();
    }

    synchronized void cut() {
        open = false;
        sockets.forEach(Gate::closeQuietly);
        sockets.clear();
    }

    synchronized void open() {
        open = true;
    }

    @Override
    public void close() {
        cut();
        closeQuietly(entrance);
    }

    private void admit() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private synchronized void connect(Socket in) throws IOException {
        if (!open) {
            in.close();
            return;
        }
        var out = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(in);
        sockets.add(out);
        Thread.ofVirtual().start(() -> copy(in, out));
        Thread.ofVirtual().start(() -> copy(out, in));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cutOff) {
            // The other direction ends with this one: both sockets are closed.
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // Nothing is left to close.
        }
    }
}
