/** What every module may use: callers and their rights, companies, audit, time, ids. */
@NullMarked
@ApplicationModule(displayName = "Platform", type = ApplicationModule.Type.OPEN)
package io.esteira.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
