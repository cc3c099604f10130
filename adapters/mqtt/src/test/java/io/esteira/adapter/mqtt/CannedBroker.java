package io.esteira.adapter.mqtt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as much MQTT 5 as a doctor hears, and is set up as badly as a test wants it. */
final class CannedBroker implements AutoCloseable {

    private static final int CONNECT = 1;
    private static final int SUBSCRIBE = 8;
    private static final int DISCONNECT = 14;
    private static final int SESSION_EXPIRY = 0x11;

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Connected> connections = new CopyOnWriteArrayList<>();
    private final List<String> filters = new CopyOnWriteArrayList<>();

    private volatile boolean forgets;
    private volatile boolean refusesToTakeBack;
    private volatile int grantedExpiry = -1;
    private volatile int subscribed = 1;

    /** A connection as the client asked for it. */
    record Connected(boolean fresh, long sessionExpiry) {}

    CannedBroker() throws IOException {
        Thread unused = Thread.ofVirtual().start(this::accept);
    }

    /** Keeps no session. */
    CannedBroker forgetting() {
        forgets = true;
        return this;
    }

    CannedBroker refusingToTakeBack() {
        refusesToTakeBack = true;
        return this;
    }

    CannedBroker granting(int expirySeconds) {
        grantedExpiry = expirySeconds;
        return this;
    }

    /** @param code the reason for each subscription */
    CannedBroker subscribing(int code) {
        subscribed = code;
        return this;
    }

    String url() {
        return "tcp://127.0.0.1:" + socket.getLocalPort();
    }

    List<Connected> connections() {
        return List.copyOf(connections);
    }

    List<String> filters() {
        return List.copyOf(filters);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Thread unused = Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(client.getInputStream())) {
            OutputStream out = client.getOutputStream();
            for (int type = 0; type != DISCONNECT; ) {
                type = in.readUnsignedByte() >> 4;
                ByteBuffer packet = ByteBuffer.wrap(in.readNBytes(length(in)));
                out.write(
                        switch (type) {
                            case CONNECT -> connected(packet);
                            case SUBSCRIBE -> subscribed(packet);
                            default -> new byte[0];
                        });
                out.flush();
            }
        } catch (IOException gone) {
            // The client has closed first.
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while (digit >= 0x80);
        return length;
    }

    private byte[] connected(ByteBuffer packet) {
        packet.position(7);
        boolean fresh = (packet.get() & 2) != 0;
        packet.getShort();
        int end = packet.get() + packet.position();
        long expiry = 0;
        while (packet.position() < end) {
            int property = packet.get();
            switch (property) {
                case SESSION_EXPIRY -> expiry = Integer.toUnsignedLong(packet.getInt());
                case 0x27 -> packet.getInt();
                case 0x21, 0x22 -> packet.getShort();
                default -> packet.get();
            }
        }
        connections.add(new Connected(fresh, expiry));
        if (!fresh && refusesToTakeBack) {
            return new byte[] {0x20, 3, 0, (byte) 0x89, 0};
        }
        byte present = (byte) (!fresh && !forgets ? 1 : 0);
        if (grantedExpiry < 0) {
            return new byte[] {0x20, 3, present, 0, 0};
        }
        return ByteBuffer.allocate(10)
                .put(new byte[] {0x20, 8, present, 0, 5, SESSION_EXPIRY})
                .putInt(grantedExpiry)
                .array();
    }

    private byte[] subscribed(ByteBuffer packet) {
        byte high = packet.get();
        byte low = packet.get();
        packet.position(packet.position() + 1 + packet.get(packet.position()));
        byte[] filter = new byte[packet.getShort()];
        packet.get(filter);
        filters.add(new String(filter, StandardCharsets.UTF_8));
        return new byte[] {(byte) 0x90, 4, high, low, 0, (byte) subscribed};
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
