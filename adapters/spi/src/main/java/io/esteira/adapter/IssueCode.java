package io.esteira.adapter;

/** Closed list of what can be wrong with a source record. */
public enum IssueCode {
    /** The payload is not what this source sends: not JSON, wrong encoding, not an object. */
    UNREADABLE,
    /** A field without which the record means nothing is absent or blank. */
    MISSING_FIELD,
    /** A number that is none, or out of range. */
    INVALID_NUMBER,
    /** A date or time that is none. */
    INVALID_DATE,
    /** A code outside the closed list of its field. */
    UNKNOWN_CODE,
    /** It refers to a thing that the hub has not seen yet; it is tried again when that appears. */
    UNMAPPED,
    /** The record belongs to a company that the hub is not set up for. */
    UNKNOWN_COMPANY,
    /** The canonical model refuses it: it contradicts a rule of the model. */
    CONFLICT
}
