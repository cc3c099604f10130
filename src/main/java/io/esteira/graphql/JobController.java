package io.esteira.graphql;

import io.esteira.jobs.Jobs;
import io.esteira.platform.Callers;
import java.util.Optional;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class JobController {

    /** The job is read by the engine, by its internal id. */
    record CancelJobPayload(long jobId) {}

    record JobRefused(Jobs.Refusal code, String message, String messagePt) {}

    private final Jobs jobs;
    private final Callers callers;

    JobController(Jobs jobs, Callers callers) {
        this.jobs = jobs;
        this.callers = callers;
    }

    @MutationMapping
    Object cancelJob(@Argument String id) {
        Optional<UUID> job = PublicId.find(id, "Job");
        if (job.isEmpty()) {
            return refused(Jobs.Refusal.JOB_NOT_FOUND);
        }
        return switch (jobs.cancel(callers.current(), job.get())) {
            case Jobs.Cancelled.Done done -> new CancelJobPayload(done.jobId());
            case Jobs.Cancelled.Refused refused -> refused(refused.refusal());
        };
    }

    private static JobRefused refused(Jobs.Refusal refusal) {
        return switch (refusal) {
            case FORBIDDEN ->
                new JobRefused(refusal, "Only the role it may stop jobs.", "Só o papel it pode interromper trabalhos.");
            case JOB_NOT_FOUND -> new JobRefused(refusal, "There is no such job.", "Este trabalho não existe.");
            case ALREADY_ENDED -> new JobRefused(refusal, "The job has ended already.", "O trabalho já terminou.");
        };
    }
}
