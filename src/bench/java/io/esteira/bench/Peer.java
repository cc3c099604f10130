package io.esteira.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** PostGraphile on the hub's database, and the client that loads both. What it needs comes from npm, as its script says. */
final class Peer implements AutoCloseable {

    private static final Path SCRIPT = Path.of("bench/peer/postgraphile.sh");
    private static final String ADDRESS = "http://127.0.0.1:";

    private final String address;
    private final ProcessHandle process;

    private Peer(String address, ProcessHandle process) {
        this.address = address;
        this.process = process;
    }

    /** @param jdbcUrl of the database; its user is the server's own */
    static Peer start(String jdbcUrl, String user) throws IOException, InterruptedException {
        String uri = "postgresql://" + user + "@" + jdbcUrl.substring(jdbcUrl.indexOf("//") + 2);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String plain = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        run("start", plain, "hub", String.valueOf(port));
        ProcessHandle process = ProcessHandle.allProcesses()
                .filter(each -> each.info()
                        .commandLine()
                        .filter(line -> line.contains("cli-run.js"))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the peer has ended"));
        return new Peer(ADDRESS + port + "/graphql", process);
    }

    String address() {
        return address;
    }

    /** Processor time until now. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /**
     * Loads a server.
     *
     * @param token blank for none
     * @return answers in that time
     */
    static long load(String address, String body, String token, int connections, Duration time)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("body", ".json");
        Files.writeString(file, body);
        List<String> arguments = new ArrayList<>(List.of(
                "load", address, file.toString(), String.valueOf(time.toSeconds()), String.valueOf(connections)));
        if (!token.isBlank()) {
            arguments.add(token);
        }
        JsonNode found = JsonMapper.shared().readTree(run(arguments.toArray(String[]::new)));
        Files.delete(file);
        if (found.path("non2xx").asLong() + found.path("errors").asLong() > 0) {
            throw new IllegalStateException(address + " has refused: " + found);
        }
        return found.path("2xx").asLong();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("peer", ".txt");
        Process started = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int code = started.waitFor();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("stop");
    }
}
