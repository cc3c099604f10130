/**
 * A plant that does not exist, on sockets that do: CSW as a database, Protheus over HTTP, twenty cells over MQTT. It works
 * on the clock, fails on demand, and keeps a ledger of every fact that it gave away or took. {@link io.esteira.plant.Plant}
 * is the door; no Spring context is needed.
 */
@NullMarked
package io.esteira.plant;

import org.jspecify.annotations.NullMarked;
