/**
 * All that an adapter may know of the hub: source records in, canonical changes or issues out, and deliveries back.
 *
 * <p>An adapter supplies {@link io.esteira.adapter.SourceReader}s or a stream, the {@link io.esteira.adapter.CanonicalMappers}
 * and, where its source takes postings, a {@link io.esteira.adapter.delivery.DeliveryTarget}. A
 * {@link io.esteira.adapter.doctor.SourceDoctor} tells people what of the source is usable, and
 * {@link io.esteira.adapter.NamedCompanies} which of the hub's companies it is set up for. The hub supplies
 * {@link io.esteira.adapter.Polling}, {@link io.esteira.adapter.Inbox} and {@link io.esteira.adapter.CounterSink}.
 */
@NullMarked
@ApplicationModule(displayName = "Adapter SPI")
package io.esteira.adapter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
