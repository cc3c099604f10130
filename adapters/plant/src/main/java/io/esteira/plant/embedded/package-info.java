/** Servers that run inside this process: a PostgreSQL and an MQTT 5 broker, both on 127.0.0.1, both keeping their data in a folder. */
@NullMarked
package io.esteira.plant.embedded;

import org.jspecify.annotations.NullMarked;
