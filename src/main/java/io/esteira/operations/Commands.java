package io.esteira.operations;

import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The command line of {@code ./esteira}: verbs that need no web server; all but the doctor work on the hub's database. */
@CommandLine.Command(
        name = "esteira",
        description =
                "Works on the hub's database, beside a hub that runs. / Trabalha no banco do hub, ao lado de um hub em execução.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB")
public final class Commands {

    private static final Set<String> FOR_PEOPLE = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /** Whether the arguments name a verb or ask for help; any other option is a setting of the server. */
    public static boolean areMeant(String... args) {
        return args.length > 0 && (!args[0].startsWith("-") || FOR_PEOPLE.contains(args[0]));
    }

    /**
     * @param application the hub's application class, started without web server, routes and embedded servers where a verb needs it
     * @return exit code: 0 done, 1 failed, 2 not understood
     */
    public static int run(Class<?> application, String... args) {
        Hub hub = new Hub(application, Map.of());
        return line(hub)
                .addSubcommand(new ReplayCommand(hub))
                .addSubcommand(new StatusCommand(hub))
                .addSubcommand(new LakeCommand(hub))
                .addSubcommand(new DoctorCommand(new DoctorContext(Map.of())))
                .execute(args);
    }

    /** The verbs of IT, which the API has too. */
    static CommandLine line(Beans hub) {
        return new CommandLine(new Commands())
                .addSubcommand(new RoutesCommand(hub))
                .addSubcommand(new RunsCommand(hub))
                .addSubcommand(new BackfillCommand(hub))
                .addSubcommand(new QuarantineCommand(hub))
                .addSubcommand(new DeliveriesCommand(hub))
                .addSubcommand(new AlertsCommand(hub))
                .addSubcommand(new CheckCommand(hub))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("esteira: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
