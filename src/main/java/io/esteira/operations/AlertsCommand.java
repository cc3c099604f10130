package io.esteira.operations;

import io.esteira.platform.SqlFile;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "alerts",
        description = "What a person has to look at. / O que alguém precisa ver.",
        mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {

    private static final String LIST = SqlFile.read(AlertsCommand.class, "list-alerts.sql");

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    AlertsCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            listing.tell(desk.out(), desk.rows(LIST, Map.of()));
            return Desk.DONE;
        });
    }
}
