package io.esteira.platform;

import java.util.List;
import java.util.Optional;

/** The companies that the hub is set up for. Safe for use by several threads. */
public interface Companies {

    List<Company> all();

    Optional<Company> find(String code);

    /** @throws IllegalArgumentException when the hub is not set up for it */
    Company get(String code);

    Company get(short id);
}
