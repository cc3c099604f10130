package io.esteira.platform;

import java.time.ZoneId;

/**
 * A company (with branch) of the hub.
 *
 * @param zone in which its business dates are meant
 */
public record Company(short id, String code, String name, ZoneId zone) {}
