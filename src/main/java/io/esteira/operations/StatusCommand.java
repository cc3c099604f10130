package io.esteira.operations;

import io.esteira.inbox.SyncProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "status",
        description = "How far the sources have been read. / Até onde as origens foram lidas.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private final Hub hub;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    StatusCommand(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        return hub.use(context -> {
            SyncProgress.Snapshot now = context.getBean(SyncProgress.class).now();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d/%d rotas lidas/routes read, %d registros/records, %d em quarentena/in quarantine%n",
                            now.complete(), now.streams(), now.records(), now.quarantined());
            return now.isComplete() ? 0 : 1;
        });
    }
}
