package io.esteira.plant;

import java.util.Arrays;
import java.util.Optional;

/** Parameters of the simulated Protheus that a person or a test may change; they survive a restart. */
enum Parameter {
    /** 1: a failed appointment is an error; 2: an error and a pending row; 3: a pending row and an answer of 200. */
    MV_APPENMO("1"),
    /** Last closed day, {@code YYYYMMDD}; appointments up to it are refused. Blank: none. */
    MV_ULMES(""),
    /** Percentage by which an operation may be reported beyond the order's quantity. */
    MV_PERCPRM("0"),
    /** MTA680 question 04: 1 lets an appointment be of scrap alone. */
    MTA680_04("1"),
    /** 1: losses of a closed order are taken. */
    MV_A685OPE("0"),
    /** Life of an access token in seconds. */
    EXPIRES_IN("3600"),
    /** 1: a second appointment with the same natural key is accepted; 0: refused. */
    DUPLICATES("1"),
    /** 1: S_T_A_M_P_ exists; 0: the server keeps no row stamps. */
    STAMP("1"),
    /** 1: the paths of QIP name a laboratory; 0: an older release, whose paths do not. */
    QIP_LABORATORY("1");

    private final String initial;

    Parameter(String initial) {
        this.initial = initial;
    }

    String initial() {
        return initial;
    }

    static Optional<Parameter> named(String name) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
