package io.esteira.adapter.protheus;

import java.util.List;

/** Texts, as patterns, that mean the same in the answers of all services. A mapping adds those of its own. */
final class UsualAnswers {

    /** The business refuses: help texts as ExecAuto writes them, and what the services check before it. */
    static final List<String> REFUSED = List.of(
            "(AJUDA|HELP)\\s*:",
            ":=.*--\\s*Inv[aá]lid",
            "n[aã]o (foi |foram )?(cadastrad|informad|registrad|pertence)",
            "j[aá] (efetuad|encerrad|totalizad|estornad|apontad)",
            "sem (saldo|empenho)",
            "bloquead[oa] para (apontamento|uso)",
            "(j[aá]|already).{0,30}(laudo|verdict)|(laudo|verdict).{0,30}(j[aá]|already)");

    /** A record is in use: nothing was done. One that a person has blocked for use (REGBLOQ, MSBLQL) is refused: no waiting helps. */
    static final List<String> BUSY = List.of(
            "(registro|record).{0,60}(em uso|in use|locked)",
            "(em uso|in use|bloquead|reservad|locked).{0,60}(outro usu[aá]rio|another user|outra esta[cç][aã]o|tente novamente|try again)",
            "\\block(ed)?\\b.{0,40}\\b(SC2|SH6|SB2|SD3|SD4)");

    private UsualAnswers() {}
}
