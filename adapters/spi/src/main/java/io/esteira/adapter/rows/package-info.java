/** What adapters share whose source gives rows: rows as payloads, and queries in files that a site may replace. Knows no driver. */
@NullMarked
@NamedInterface("rows")
package io.esteira.adapter.rows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
