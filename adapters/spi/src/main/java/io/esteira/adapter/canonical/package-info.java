/** The canonical language: what mappers say about the plant, whatever the source. */
@NullMarked
@NamedInterface("canonical")
package io.esteira.adapter.canonical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
