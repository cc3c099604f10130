/**
 * The shop floor's counters over MQTT 5. A message is acknowledged to the broker after the hub has committed it, so that
 * whatever fails in between makes the broker send it again.
 */
@NullMarked
package io.esteira.adapter.mqtt;

import org.jspecify.annotations.NullMarked;
