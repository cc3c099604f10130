package io.esteira.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a browser and the hub. While it is cut, whatever the browser asks by it fails: pages, workers and sockets. */
final class Line implements AutoCloseable {

    private final ServerSocket door;
    private final int hub;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Line(int hub) {
        this.hub = hub;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(this::drop);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException e) {
            // the door is closed
        }
    }

    private void connect(Socket browser) throws IOException {
        Socket away = new Socket(InetAddress.getLoopbackAddress(), hub);
        open.add(browser);
        open.add(away);
        // looked at after both are known, so that a cut at this moment meets them
        if (cut) {
            drop(browser);
            drop(away);
        } else {
            pass(browser, away);
            pass(away, browser);
        }
    }

    private void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // the other end is gone already
            } finally {
                drop(from);
                drop(to);
            }
        });
    }

    private void drop(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::drop);
    }
}
