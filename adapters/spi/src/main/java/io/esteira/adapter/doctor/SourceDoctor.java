package io.esteira.adapter.doctor;

import java.time.Duration;

/**
 * Looks at one source as the hub is set up to use it. It never writes to the source, disturbs nobody who uses it, and tells failures
 * as findings. Safe for use by several threads.
 *
 * <p>An adapter brings it as the bean {@code <source>Doctor}, from an auto-configuration {@code …DoctorConfiguration} that asks for
 * nothing but the adapter's own properties and a {@link java.time.Clock}, and is switched by
 * {@code esteira.adapters.<source>.enabled}. So it also works where the hub itself does not start.
 */
public interface SourceDoctor {

    /** The source's name, such as {@code csw}. */
    String source();

    /**
     * @param within after this time nothing new is begun; what is not known by then is UNKNOWN
     */
    Diagnosis diagnose(Duration within);
}
