package io.esteira.operations;

import io.esteira.inbox.RouteDesk;
import io.esteira.platform.Caller;
import io.esteira.platform.SqlFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "routes",
        description = {
            "Lists routes: how they do, how old what they know is, what went wrong. Sub-verbs steer one.",
            "Lista as rotas: como estão, a idade do que sabem, o que deu errado. Os subcomandos comandam uma."
        },
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

    private static final String LIST = SqlFile.read(RoutesCommand.class, "list-routes.sql");

    private interface Wish {
        RouteDesk.Answer on(RouteDesk desk, Caller caller, UUID route);
    }

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Option(names = "--company", description = "Only of this company. / Só desta empresa.")
    private @Nullable String company;

    @CommandLine.Option(names = "--source", description = "Only of this source. / Só desta origem.")
    private @Nullable String source;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    RoutesCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        return hub.use(context -> list(new Desk(context, spec), company, source, null));
    }

    private int list(Desk desk, @Nullable String company, @Nullable String source, @Nullable String route) {
        Map<String, @Nullable String> only = new HashMap<>();
        only.put("company", company);
        only.put("source", source);
        only.put("route", route);
        listing.tell(desk.out(), desk.rows(LIST, only));
        return Desk.DONE;
    }

    @CommandLine.Command(description = "Has a route rest. / Pausa uma rota.", mixinStandardHelpOptions = true)
    int pause(
            @CommandLine.Parameters(paramLabel = "ROUTE", description = "such as csw.orders") String route,
            @CommandLine.Option(names = "--company") @Nullable String company,
            @CommandLine.Option(names = "--until", description = "A moment such as 2026-11-24T18:00:00Z.") @Nullable
                    Instant until) {
        return steer(route, company, (desk, caller, id) -> desk.pause(caller, id, until));
    }

    @CommandLine.Command(
            description = "Lets a paused route run again. / Retoma uma rota pausada.",
            mixinStandardHelpOptions = true)
    int resume(
            @CommandLine.Parameters(paramLabel = "ROUTE", description = "such as csw.orders") String route,
            @CommandLine.Option(names = "--company") @Nullable String company) {
        return steer(route, company, (desk, caller, id) -> desk.resume(caller, id));
    }

    @CommandLine.Command(
            description = "Has a route run now. / Executa uma rota agora.",
            mixinStandardHelpOptions = true)
    int run(
            @CommandLine.Parameters(paramLabel = "ROUTE", description = "such as csw.orders") String route,
            @CommandLine.Option(names = "--company") @Nullable String company,
            @CommandLine.Option(names = "--everything", description = "Reads all anew. / Lê tudo de novo.")
                    boolean everything) {
        return steer(route, company, (desk, caller, id) -> desk.run(caller, id, everything));
    }

    private int steer(String route, @Nullable String company, Wish wish) {
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            UUID id = desk.route(route, company);
            return switch (wish.on(desk.bean(RouteDesk.class), desk.caller(), id)) {
                case RouteDesk.Answer.Done done -> list(desk, company, null, route);
                case RouteDesk.Answer.Refused refused -> desk.refuse(refused.refusal());
            };
        });
    }
}
