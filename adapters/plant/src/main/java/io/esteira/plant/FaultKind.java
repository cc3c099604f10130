package io.esteira.plant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the simulated Protheus can be told to do wrong. The numbers are those of the list of failure modes seen in the field;
 * the first variant is the default.
 */
public enum FaultKind {
    F01("the access token ends at once: 401 on the request"),
    F02("the token request is refused", "401", "400", "409"),
    F03("the integration user must change the password: 202 without data"),
    F04("no permission: 403", "json", "html"),
    F05("the service is not published: 404", "json", "html"),
    F06("an HTML page instead of JSON", "200", "404"),
    F07("an empty list", "400", "404", "200code400", "items"),
    F08("overload, no licence: 503", "json", "empty"),
    F09("sporadic precondition: 428 on genericQuery"),
    F10("the connection ends before anything is executed"),
    F11("the appointment is committed, the answer comes late or never", "slow", "drop"),
    F12("a second appointment with the same natural key is refused", "text", "optot"),
    F13("the appointment is only kept as pending, answered 200, as with MV_APPENMO 3"),
    F14("the appointment is only kept as pending, answered 400, as with MV_APPENMO 2"),
    F17("a business refusal under a status that does not fit", "500", "200"),
    F18("an ADVPL runtime error: 500 with a stack", "clean", "committed"),
    F19("a field is missing from every row; the variant names it"),
    F20("the server does not understand the where: 500"),
    F21("the tenant is ignored: rows of another branch"),
    F22("the tenant is not accepted", "400", "403", "500", "default"),
    F23("paging drifts", "repeat", "skip"),
    F24("the text is spoilt", "cp1252", "mojibake", "control", "null"),
    F25("values in another dialect", "comma", "blankdates", "isodates"),
    F26("another envelope", "Items", "upper", "bare"),
    F27("the record is locked by another user", "400", "500"),
    F28("the period is closed: FECHTO"),
    F29(
            "the order takes no appointment",
            "A250ENCERR",
            "A680OPTOT",
            "A250ESTORN",
            "PLANNED",
            "SUSPENDED",
            "BLOCKED",
            "SFC"),
    F30("components are missing", "BALANCE", "RESERVATION"),
    F31("the appointment's own data are refused", "A680HRINVL", "RESOURCE", "SPLIT", "SECOND_UNIT"),
    F32("more than was ordered"),
    F33("a quality verdict exists: refused in both families of errors", "403", "400"),
    F34("part of a batch is refused: 207 with _messages"),
    F35("the body is too large", "500", "drop"),
    F36("an environment that is not fresh: the newest row is not shown"),
    F37("the module QIP is off: 405"),
    F38("the answer to the last operation does not yet show that the order is closed"),
    /** Not in the list: a proxy that loses the body. */
    EMPTY("200 without a body", "committed", "clean"),
    /** Not in the list: a proxy that cuts the body. */
    UNREADABLE("200 with half a JSON", "committed", "clean");

    private final String text;
    private final List<String> variants;

    FaultKind(String text, String... variants) {
        this.text = text;
        this.variants = List.of(variants);
    }

    /** What happens, in a few words. */
    public String text() {
        return text;
    }

    /** The known variants, the default first; empty when there is one way only, or the variant is free. */
    public List<String> variants() {
        return variants;
    }

    static Optional<FaultKind> named(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(id))
                .findFirst();
    }
}
