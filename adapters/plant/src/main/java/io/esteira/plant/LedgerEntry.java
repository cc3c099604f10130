package io.esteira.plant;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One fact that the plant emitted or accepted.
 *
 * @param id ascending in the order in which entries were written
 * @param at the plant's time when it was written
 * @param kind such as {@code csw.movement}, {@code protheus.sh6}, {@code protheus.mata681}, {@code cell.piece}
 * @param company the hub's code
 * @param key what it is about: an order and step, a record number, a cell
 */
public record LedgerEntry(long id, Instant at, String kind, String company, String key, JsonNode detail) {}
