package io.esteira.platform;

import java.lang.management.ManagementFactory;

/** This instance of the hub. */
public final class Instance {

    /** Process and machine, as people see it. */
    public static final String NAME = ManagementFactory.getRuntimeMXBean().getName();

    private Instance() {}
}
