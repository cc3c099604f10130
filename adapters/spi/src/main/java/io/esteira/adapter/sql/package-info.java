/** What adapters share that read a database: queries in files that a site may replace, and rows as payloads. Knows no driver. */
@NullMarked
@NamedInterface("sql")
package io.esteira.adapter.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
