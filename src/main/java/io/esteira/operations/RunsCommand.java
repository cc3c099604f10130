package io.esteira.operations;

import io.esteira.platform.SqlFile;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "runs",
        description = "The latest runs of routes, the last one first. / As últimas execuções das rotas.",
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

    private static final String LIST = SqlFile.read(RunsCommand.class, "list-runs.sql");

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Option(names = "--route", description = "Only of this one. / Só desta.")
    private @Nullable String route;

    @CommandLine.Option(names = "--company", description = "Only of this company. / Só desta empresa.")
    private @Nullable String company;

    @CommandLine.Option(names = "--most", defaultValue = "20", description = "How many. / Quantas.")
    private int most;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    RunsCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> only = new HashMap<>();
        only.put("company", company);
        only.put("route", route);
        only.put("most", Math.max(most, 0));
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            listing.tell(desk.out(), desk.rows(LIST, only));
            return Desk.DONE;
        });
    }
}
