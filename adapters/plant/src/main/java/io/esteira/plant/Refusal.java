package io.esteira.plant;

/**
 * Why Protheus takes no appointment. Those with an {@code AJUDA} code come from the routine itself, and may be kept as
 * pending; the service's own checks come first and may not.
 */
enum Refusal {
    BODY_INVALID("", "", "JSON do corpo da requisicao invalido", true),
    WRONG_TYPE("", "", "Tipo de apontamento invalido para a rota", true),
    ORDER_NOT_INFORMED("", "H6_OP", "Ordem de producao nao informada", true),
    ORDER_NOT_REGISTERED("A250NAOOP", "H6_OP", "Ordem de producao nao cadastrada", true),
    OPERATION_NOT_INFORMED("", "H6_OPERAC", "Operacao nao informada", true),
    OPERATION_NOT_REGISTERED("", "H6_OPERAC", "Operacao nao cadastrada para o roteiro da ordem", true),
    PART_TOTAL_NOT_INFORMED("", "H6_PT", "Parcial ou total nao informado", true),
    QUANTITY_NOT_INFORMED("", "H6_QTDPROD", "Quantidade nao informada", true),
    SECOND_UNIT("", "H6_QTDPRO2", "Quantidade inconsistente com a segunda unidade de medida", true),
    ORDER_PLANNED("", "H6_OP", "Ordem de producao prevista nao pode ser apontada", true),
    ORDER_BLOCKED("", "H6_OP", "Ordem de producao bloqueada para apontamento", true),
    ORDER_VIA_SFC("", "H6_OP", "Ordem de producao deve ser apontada pelo Chao de Fabrica", true),
    MACHINE_NOT_INFORMED("", "CYV_CDMQ", "Nao foi informada a maquina", true),
    SPLIT_NOT_INFORMED("", "CYV_IDATQO", "Nao foi informado o split", true),
    ACTIVITY_NOT_INFORMED("", "CYV_IDAT", "Nao foi informado o ID da operacao", true),
    RESOURCE_NOT_OF_OPERATION("", "H6_RECURSO", "Recurso nao pertence a operacao", true),
    SPLIT_NOT_REGISTERED("", "H6_DESDOBR", "Desdobramento nao cadastrado", true),
    ORDER_SUSPENDED("A250NAO", "H6_OP", "Ordem de producao suspensa", false),
    ORDER_CLOSED("A250ENCERR", "H6_OP", "Ordem de producao ja encerrada", false),
    OPERATION_TOTAL("A680OPTOT", "H6_OP", "Operacao ja totalizada", false),
    ALREADY_REVERSED("A250ESTORN", "H6_OP", "Apontamento ja estornado", false),
    TIME_INVALID("A680HRINVL", "H6_HORAFIN", "Hora invalida: o fim precede o inicio ou nao foi informado", false),
    PERIOD_CLOSED("FECHTO", "H6_DTAPONT", "Periodo ja fechado: data anterior ao ultimo fechamento", false),
    OVER_PRODUCTION("", "H6_QTDPROD", "Quantidade apontada ultrapassa a quantidade da ordem", false),
    DUPLICATE("", "H6_OP", "Apontamento ja efetuado", false),
    NO_BALANCE("A250MOVEST", "H6_OP", "Itens bloqueados ou sem saldo em estoque", false),
    NO_RESERVATION("", "H6_OP", "Ordem de producao sem empenhos", false),
    LOSS_WITHOUT_QUANTITY("", "BC_QUANT", "Quantidade da perda nao informada", true),
    REASON_NOT_REGISTERED("", "BC_MOTIVO", "Motivo da perda nao cadastrado", false),
    MACHINE_NOT_REGISTERED("", "H6_RECURSO", "Recurso nao cadastrado", false),
    STOP_REASON_NOT_REGISTERED("", "H6_MOTIVO", "Motivo de parada nao cadastrado", false),
    VERDICT_EXISTS("", "QPL_LAUDO", "A inspecao ja possui laudo", true),
    RECORD_LOCKED("", "H6_OP", "Registro bloqueado por outro usuario, tente novamente", true);

    private final String code;
    private final String field;
    private final String sentence;
    private final boolean early;

    Refusal(String code, String field, String sentence, boolean early) {
        this.code = code;
        this.field = field;
        this.sentence = sentence;
        this.early = early;
    }

    /** Whether the service refuses before the routine runs. */
    boolean isEarly() {
        return early;
    }

    /** The text as the routine's log is flattened: no angle brackets, slashes or line breaks. */
    String text(String value) {
        if (early && code.isEmpty()) {
            return sentence;
        }
        String help = code.isEmpty() ? "AJUDA:" + name().replace("_", "") : "AJUDA:" + code;
        return help + "     " + sentence + "|Tabela SH6|" + label() + " - " + field + " :=" + value + " -- Invalido";
    }

    private String label() {
        return switch (field) {
            case "H6_OP" -> "Ord.Producao";
            case "H6_QTDPROD" -> "Qtd.Produzid";
            default -> "Campo";
        };
    }

    /** The refusal that a fault asks for. */
    static Refusal of(Fault fault) {
        return switch (fault.kind()) {
            case F28 -> PERIOD_CLOSED;
            case F30 -> fault.effect().equals("RESERVATION") ? NO_RESERVATION : NO_BALANCE;
            case F32 -> OVER_PRODUCTION;
            case F31 ->
                switch (fault.effect()) {
                    case "RESOURCE" -> RESOURCE_NOT_OF_OPERATION;
                    case "SPLIT" -> SPLIT_NOT_REGISTERED;
                    case "SECOND_UNIT" -> SECOND_UNIT;
                    default -> TIME_INVALID;
                };
            case F29 ->
                switch (fault.effect()) {
                    case "A680OPTOT" -> OPERATION_TOTAL;
                    case "A250ESTORN" -> ALREADY_REVERSED;
                    case "PLANNED" -> ORDER_PLANNED;
                    case "SUSPENDED" -> ORDER_SUSPENDED;
                    case "BLOCKED" -> ORDER_BLOCKED;
                    case "SFC" -> ORDER_VIA_SFC;
                    default -> ORDER_CLOSED;
                };
            default -> throw new IllegalArgumentException(fault.kind() + " is no refusal");
        };
    }
}
