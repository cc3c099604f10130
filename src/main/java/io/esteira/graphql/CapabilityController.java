package io.esteira.graphql;

import io.esteira.operations.SourceDiagnoses;
import io.esteira.platform.Callers;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class CapabilityController {

    record DiagnoseSourcePayload(String source, boolean usable, int findings) {}

    record DiagnosisRefused(SourceDiagnoses.Refusal code, String message, String messagePt) {}

    private final SourceDiagnoses diagnoses;
    private final Callers callers;

    CapabilityController(SourceDiagnoses diagnoses, Callers callers) {
        this.diagnoses = diagnoses;
        this.callers = callers;
    }

    @MutationMapping
    Object diagnoseSource(@Argument String source) {
        return switch (diagnoses.diagnose(source, callers.current())) {
            case SourceDiagnoses.Diagnosed.Done done ->
                new DiagnoseSourcePayload(
                        done.source(),
                        done.diagnosis().isUsable(),
                        done.diagnosis().findings().size());
            case SourceDiagnoses.Diagnosed.Refused refused -> refused(refused.refusal());
        };
    }

    private static DiagnosisRefused refused(SourceDiagnoses.Refusal refusal) {
        return switch (refusal) {
            case FORBIDDEN ->
                new DiagnosisRefused(
                        refusal, "Only the role it may look at sources.", "Só o papel it pode examinar origens.");
            case SOURCE_UNKNOWN ->
                new DiagnosisRefused(
                        refusal, "No source of this name is switched on.", "Nenhuma origem com esse nome está ligada.");
        };
    }
}
