package io.esteira.operations;

import io.esteira.inbox.RouteDesk;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "backfill",
        description = {
            "Has a route read again what is of a day or later, as after a repair at the source.",
            "Faz a rota ler de novo o que é de um dia em diante, como depois de um conserto na origem."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

    private final Beans hub;

    @CommandLine.Parameters(paramLabel = "ROUTE", description = "such as csw.orders")
    private String route;

    @CommandLine.Option(
            names = "--from",
            required = true,
            description = "The first day, such as 2026-11-01. / O primeiro dia.")
    private LocalDate from;

    @CommandLine.Option(names = "--company", description = "Only of this company. / Só desta empresa.")
    private @Nullable String company;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    BackfillCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            return switch (desk.bean(RouteDesk.class).backfill(desk.caller(), desk.route(route, company), from)) {
                case RouteDesk.Answer.Done done -> {
                    desk.out().println(route + ": " + from);
                    yield Desk.DONE;
                }
                case RouteDesk.Answer.Refused refused -> desk.refuse(refused.refusal());
            };
        });
    }
}
