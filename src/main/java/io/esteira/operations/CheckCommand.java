package io.esteira.operations;

import io.esteira.platform.SqlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;

@CommandLine.Command(
        name = "check",
        description = {
            "Judges the hub for a monitor: database, routes with rows and age, sources, quarantine, deliveries, orphans.",
            "Avalia o hub para um monitor: banco, rotas com linhas e idade, origens, quarentena, entregas, órfãos."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well / tudo bem",
            "1:something is to be looked at / há algo a ver",
            "2:not understood / comando não entendido",
            "3:the hub cannot work: its database / o hub não pode trabalhar: o banco"
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int UNUSABLE = 3;
    private static final String CHECK = SqlFile.read(CheckCommand.class, "check.sql");
    private static final String TABLES = SqlFile.read(CheckCommand.class, "canonical-tables.sql");
    private static final String ORPHANS = SqlFile.read(CheckCommand.class, "orphans.sql");

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Option(names = "--all", description = "Tells what is well, too. / Mostra também o que está bem.")
    private boolean all;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    CheckCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        try {
            return hub.use(context -> judge(new Desk(context, spec)));
        } catch (IllegalStateException | DataAccessException e) {
            spec.commandLine().getErr().println("esteira: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private int judge(Desk desk) {
        List<Map<String, Object>> found = new ArrayList<>(desk.rows(CHECK, Map.of()));
        desk.jdbc()
                .sql(TABLES)
                .query(String.class)
                .list()
                .forEach(table -> found.addAll(desk.rows(ORPHANS.formatted(table), Map.of())));
        boolean well = found.stream().allMatch(CheckCommand::isWell);
        listing.tell(
                desk.out(),
                all ? found : found.stream().filter(row -> !isWell(row)).toList());
        return well ? Desk.DONE : Desk.REFUSED;
    }

    private static boolean isWell(Map<String, Object> row) {
        return "OK".equals(row.get("verdict"));
    }
}
