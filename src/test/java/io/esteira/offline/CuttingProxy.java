package io.esteira.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bad line: passes bytes on between an app and the hub, and cuts each connection: at once, within what the app sends, within the
 * answer, or at any moment, such as while the hub is at work.
 */
final class CuttingProxy implements AutoCloseable {

    /** Bytes of a part of the queue, or of its answer, are a few thousand. */
    private static final int MANY = 12_000;

    /** What becomes of a connection. */
    enum Fate {
        REFUSED,
        CUT_IN_REQUEST,
        CUT_IN_ANSWER,
        CUT_AT_A_MOMENT
    }

    private final ServerSocket door;
    private final int hub;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Fate> met = ConcurrentHashMap.newKeySet();

    CuttingProxy(int hub, long seed) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.hub = hub;
        this.random = new Random(seed);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
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

    private void connect(Socket app) throws IOException {
        Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
        int bytes = 1 + random.nextInt(MANY);
        int millis = 1 + random.nextInt(60);
        met.add(fate);
        if (fate == Fate.REFUSED) {
            cut(app);
            return;
        }
        Socket away = new Socket(InetAddress.getLoopbackAddress(), hub);
        open.add(app);
        open.add(away);
        pass(app, away, fate == Fate.CUT_IN_REQUEST ? bytes : Integer.MAX_VALUE);
        pass(away, app, fate == Fate.CUT_IN_ANSWER ? bytes : Integer.MAX_VALUE);
        if (fate == Fate.CUT_AT_A_MOMENT) {
            Thread.ofVirtual().start(() -> cutLater(app, away, millis));
        }
    }

    private void cutLater(Socket app, Socket away, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut(app);
        cut(away);
    }

    /** Passes so many bytes on, then cuts both ends. */
    private void pass(Socket from, Socket to, int most) {
        Thread.ofVirtual().start(() -> {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[4096];
                int left = most;
                int read = 0;
                while (left > 0 && (read = in.read(buffer, 0, Math.min(left, buffer.length))) >= 0) {
                    out.write(buffer, 0, read);
                    out.flush();
                    left -= read;
                }
            } catch (IOException e) {
                // the other end is gone already
            } finally {
                cut(from);
                cut(to);
            }
        });
    }

    private void cut(Socket socket) {
        open.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is cut
        }
    }

    /** What has happened to connections so far. */
    Set<Fate> met() {
        return Set.copyOf(met);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::cut);
    }
}
