package io.esteira.downtime;

import java.util.List;

/** The ERPs to which stops may be brought. */
public interface DowntimeSources {

    /** Those that serve the company, by name; empty for none. */
    List<String> of(String company);
}
