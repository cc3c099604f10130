package io.esteira.operations;

import io.esteira.inbox.SyncProgress;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says how far the first reading of all sources has come: one line that rewrites itself on a terminal, else a line now and then. */
@Component
@ConditionalOnWebApplication
class FirstSyncReport {

    private static final Logger log = LoggerFactory.getLogger(FirstSyncReport.class);
    private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(5);

    private final SyncProgress progress;
    private final @Nullable PrintStream terminal;
    private Instant lastLine = Instant.EPOCH;
    private volatile boolean started;
    private volatile boolean ended;

    FirstSyncReport(SyncProgress progress) {
        this.progress = progress;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal() ? System.out : null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        started = true;
    }

    @Scheduled(fixedDelay = 1_000)
    void report() {
        if (!started || ended) {
            return;
        }
        SyncProgress.Snapshot now = progress.now();
        if (now.streams() == 0) {
            return;
        }
        ended = now.isComplete();
        print(line(now));
    }

    private static String line(SyncProgress.Snapshot now) {
        String state =
                now.isComplete() ? "concluída / first sync complete" : "em andamento / first sync: " + now.reading();
        return "Primeira sincronização %s · %d/%d · %,d registros/records · %d em quarentena/in quarantine"
                .formatted(state, now.complete(), now.streams(), now.records(), now.quarantined());
    }

    private void print(String line) {
        if (terminal != null) {
            terminal.print("\r\u001b[K" + line + (ended ? System.lineSeparator() : ""));
            terminal.flush();
        } else if (ended || lastLine.plus(BETWEEN_LOG_LINES).isBefore(Instant.now())) {
            lastLine = Instant.now();
            log.info("{}", line);
        }
    }
}
