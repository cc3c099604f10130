package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.SourceDoctor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "doctor",
        description = {
            "Looks at one source as it is configured: what answers, what is missing or forbidden, how to set it up. Writes nothing.",
            "Examina uma origem como está configurada: o que responde, o que falta ou é negado, como configurar. Nada grava."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all usable / tudo utilizável",
            "1:something is not / algo não é",
            "2:not understood / comando não entendido"
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private final DoctorContext context;

    @CommandLine.Parameters(
            paramLabel = "SOURCE",
            description = "An adapter, database or oidc. / Um adaptador, database ou oidc.")
    private String source = "";

    @CommandLine.Option(names = "--lang", description = "pt-BR, en")
    private @Nullable String language;

    @CommandLine.Option(
            names = "--within",
            defaultValue = "60",
            description = "Seconds until it ends at the latest. / Segundos até terminar no máximo.")
    private int seconds;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    DoctorCommand(DoctorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean portuguese = isPortuguese();
        return context.use(source, doctor -> tell(doctor, portuguese), known -> {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "SOURCE: " + source + "? " + String.join(", ", known));
        });
    }

    private int tell(SourceDoctor doctor, boolean portuguese) {
        Diagnosis diagnosis = doctor.diagnose(Duration.ofSeconds(seconds));
        spec.commandLine().getOut().print(new DoctorReport(portuguese).of(source, diagnosis));
        spec.commandLine().getOut().flush();
        return diagnosis.isUsable() ? 0 : 1;
    }

    private boolean isPortuguese() {
        String chosen = language == null ? Locale.getDefault().getLanguage() : language.toLowerCase(Locale.ROOT);
        if (language != null
                && Arrays.stream(new String[] {"pt", "pt-br", "pt_br", "en"}).noneMatch(chosen::equals)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--lang: pt-BR, en");
        }
        // The plants are in Brazil: where the system says nothing, Portuguese.
        return language == null ? !chosen.equals("en") || System.getenv("LANG") == null : chosen.startsWith("pt");
    }
}
