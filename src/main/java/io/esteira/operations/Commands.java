package io.esteira.operations;

import picocli.CommandLine;

/** The command line of {@code ./esteira}: verbs that work on the hub's database without a web server. */
@CommandLine.Command(
        name = "esteira",
        description =
                "Works on the hub's database, beside a hub that runs. / Trabalha no banco do hub, ao lado de um hub em execução.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB")
public final class Commands {

    private Commands() {}

    /** Whether the arguments name a verb; options of the server start with two dashes. */
    public static boolean areMeant(String... args) {
        return args.length > 0 && !args[0].startsWith("--spring") && !args[0].startsWith("--server");
    }

    /**
     * @param application the hub's application class, started without web server, routes and embedded servers where a verb needs it
     * @return exit code: 0 done, 1 failed, 2 not understood
     */
    public static int run(Class<?> application, String... args) {
        Hub hub = new Hub(application);
        return new CommandLine(new Commands())
                .addSubcommand(new ReplayCommand(hub))
                .addSubcommand(new StatusCommand(hub))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("esteira: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }
}
