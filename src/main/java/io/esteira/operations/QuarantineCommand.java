package io.esteira.operations;

import io.esteira.inbox.QuarantineDesk;
import io.esteira.inbox.QuarantineFilter;
import io.esteira.platform.SqlFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "quarantine",
        description = {
            "Counts the records that are not used, by what is wrong; sub-verbs show, replay or discard them.",
            "Conta os registros não aproveitados, por causa; os subcomandos mostram, reprocessam ou descartam."
        },
        mixinStandardHelpOptions = true)
final class QuarantineCommand implements Callable<Integer> {

    private static final String LIST = SqlFile.read(QuarantineCommand.class, "list-quarantine.sql");
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");
    private static final long LOOK_EVERY_MILLIS = 500;

    private record Progress(
            String state,
            long done,
            @Nullable Long total,
            @Nullable String message,
            @Nullable String result) {}

    private final Beans hub;

    @CommandLine.Mixin
    private Listing listing = new Listing();

    @CommandLine.Option(names = "--company", description = "Only of this company. / Só desta empresa.")
    private @Nullable String company;

    @CommandLine.Option(names = "--source", description = "Only of this source. / Só desta origem.")
    private @Nullable String source;

    @CommandLine.Option(names = "--entity", description = "Only of this kind. / Só deste tipo.")
    private @Nullable String entity;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    QuarantineCommand(Beans hub) {
        this.hub = hub;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable String> only = new HashMap<>();
        only.put("company", company);
        only.put("source", source);
        only.put("entity", entity);
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            listing.tell(desk.out(), desk.rows(LIST, only));
            return Desk.DONE;
        });
    }

    @CommandLine.Command(
            description =
                    "Shows a record as it came, and what is wrong. / Mostra um registro como veio e o que há de errado.",
            mixinStandardHelpOptions = true)
    int show(
            @CommandLine.Parameters(paramLabel = "ID", description = "As listed. / Como listado.") String id,
            @CommandLine.Mixin Listing told) {
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            var rows = desk.rows("""
                    select c.code as company, q.source, q.entity, q.source_key, q.state, q.code, q.field, q.message, q.attempts, q.created_at,
                           hub.payload_text(coalesce(q.payload, r.payload)) as payload
                      from hub.quarantine q
                      join hub.company c on c.id = q.company_id
                      left join hub.inbox_record r on r.id = q.inbox_id
                     where q.public_id = :id
                    """, Map.of("id", desk.id(id)));
            if (rows.isEmpty()) {
                return desk.refuse(QuarantineDesk.notFound());
            }
            told.tell(desk.out(), rows);
            return Desk.DONE;
        });
    }

    @CommandLine.Command(
            description = {
                "Maps again all records that the options leave, and waits until it is done.",
                "Reprocessa todos os registros que as opções deixam e espera o fim."
            },
            mixinStandardHelpOptions = true)
    int replay(
            @CommandLine.Option(names = "--company", required = true) String company,
            @CommandLine.Option(names = "--source") @Nullable String source,
            @CommandLine.Option(names = "--entity") @Nullable String entity,
            @CommandLine.Option(names = "--code", description = "What is wrong, such as REQUIRED.") @Nullable
                    String code,
            @CommandLine.Option(names = "--field") @Nullable String field,
            @CommandLine.Option(names = "--dry-run", description = "Only counts them. / Só conta.") boolean countOnly) {
        QuarantineFilter filter = new QuarantineFilter(company, source, entity, code, field, null, null);
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            return switch (desk.bean(QuarantineDesk.class).replay(filter, countOnly, desk.caller())) {
                case QuarantineDesk.ManyAnswer.Replaying replaying -> follow(desk, replaying);
                case QuarantineDesk.ManyAnswer.Done done -> tell(desk, done.entries());
                case QuarantineDesk.ManyAnswer.Refused refused -> desk.refuse(refused.refusal());
            };
        });
    }

    /** The work is this process's own: it ends with it. */
    private static int follow(Desk desk, QuarantineDesk.ManyAnswer.Replaying replaying) {
        desk.out()
                .printf(
                        "%d encontrados/matching, %d reprocessáveis/replayable%n",
                        replaying.matching(), replaying.replayable());
        desk.out().flush();
        Long job = replaying.jobId();
        if (job == null) {
            return Desk.DONE;
        }
        Progress progress = progress(desk, job);
        for (long told = -1; !ENDED.contains(progress.state()); progress = progress(desk, job)) {
            if (progress.done() != told) {
                told = progress.done();
                desk.spec().commandLine().getErr().printf("%d/%s%n", told, progress.total());
                desk.spec().commandLine().getErr().flush();
            }
            await();
        }
        desk.out().println(progress.result() == null ? progress.message() : progress.result());
        desk.out().flush();
        return progress.state().equals("DONE") ? Desk.DONE : Desk.REFUSED;
    }

    private static Progress progress(Desk desk, long job) {
        return desk.jdbc()
                .sql("select state, done, total, message, result::text as result from hub.job where id = ?")
                .param(job)
                .query(Progress.class)
                .single();
    }

    private static void await() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrompido / interrupted", e);
        }
    }

    @CommandLine.Command(
            description = {
                "Gives up the records that the options leave. Takes how many they are, as replay --dry-run tells.",
                "Descarta os registros que as opções deixam. Exige quantos são, como diz replay --dry-run."
            },
            mixinStandardHelpOptions = true)
    int discard(
            @CommandLine.Option(names = "--company", required = true) String company,
            @CommandLine.Option(names = "--source") @Nullable String source,
            @CommandLine.Option(names = "--entity") @Nullable String entity,
            @CommandLine.Option(names = "--code", description = "What is wrong, such as REQUIRED.") @Nullable
                    String code,
            @CommandLine.Option(names = "--field") @Nullable String field,
            @CommandLine.Option(names = "--reason", required = true) String reason,
            @CommandLine.Option(names = "--count", required = true) long count) {
        QuarantineFilter filter = new QuarantineFilter(company, source, entity, code, field, null, null);
        return hub.use(context -> {
            Desk desk = new Desk(context, spec);
            return switch (desk.bean(QuarantineDesk.class).discard(filter, reason, count, desk.caller())) {
                case QuarantineDesk.ManyAnswer.Done done -> tell(desk, done.entries());
                case QuarantineDesk.ManyAnswer.Replaying replaying -> tell(desk, replaying.matching());
                case QuarantineDesk.ManyAnswer.Refused refused -> desk.refuse(refused.refusal());
            };
        });
    }

    private static int tell(Desk desk, long entries) {
        desk.out().println(entries);
        desk.out().flush();
        return Desk.DONE;
    }
}
