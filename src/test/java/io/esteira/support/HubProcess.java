package io.esteira.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.esteira.EsteiraApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** An instance of the hub in a JVM of its own, which a test may kill or freeze. It ends with the test's JVM, however that ends. */
public final class HubProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private HubProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns while it starts. */
    public static HubProcess start(Map<String, Object> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                HubProcess.class.getName()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = TestFolder.create("instance").resolve("log");
        try {
            return new HubProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its runs name it, but for the machine. */
    public String node() {
        return process.pid() + "@%";
    }

    /** As a power cut does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** It stands still, whatever it does, and keeps its connections. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int answer = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (answer != 0) {
                throw new IllegalStateException("kill -" + name + " answers " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String log() {
        try {
            return new String(Files.readAllBytes(log), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The instance itself. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("parent").start(HubProcess::endWithParent);
        new SpringApplicationBuilder(EsteiraApplication.class, TestTokens.class)
                .profiles("test")
                .run(arguments);
    }

    /** The parent holds the other end of this input, and writes nothing. */
    private static void endWithParent() {
        try {
            int unused = System.in.read();
        } catch (IOException e) {
            // the same
        }
        Runtime.getRuntime().halt(1);
    }
}
