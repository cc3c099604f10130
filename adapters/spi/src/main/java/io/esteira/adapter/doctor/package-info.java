/** What a person of IT is told of a source: what answers, what is missing or forbidden, and how to set it up. */
@NullMarked
@NamedInterface("doctor")
package io.esteira.adapter.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
