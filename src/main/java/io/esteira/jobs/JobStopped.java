package io.esteira.jobs;

/** The work is not wanted any more. What it has committed stays. */
public final class JobStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobStopped() {
        super("the job is to stop", null, false, false);
    }
}
