/** What adapters share whose source gives rows: rows as payloads, and queries in files that a site may replace. Knows no driver. */
@NullMarked
@NamedInterface("sql")
package io.esteira.adapter.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
