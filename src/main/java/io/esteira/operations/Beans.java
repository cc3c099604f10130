package io.esteira.operations;

import java.util.function.ToIntFunction;
import org.springframework.context.ApplicationContext;

/** The hub's parts, for as long as a verb works with them. */
interface Beans {

    /** @return what the verb returns: its exit code */
    int use(ToIntFunction<ApplicationContext> verb);
}
