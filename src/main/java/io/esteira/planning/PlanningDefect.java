package io.esteira.planning;

/** Why a number of the system in use before the hub is another: what that system does wrong, with what a person reads of it. */
public enum PlanningDefect {
    HOLIDAYS_IGNORED(
            "Holidays are not taken off: each Monday to Friday counts as a business day.",
            "Os feriados não são descontados: cada segunda a sexta conta como dia útil."),
    DAYS_WITHOUT_WINDOW("A phase without a window counts one day.", "Uma fase sem cronograma conta um dia."),
    PARTS_NOT_MULTIPLIED(
            "What was invoiced, cancelled or is in orders lessens parts once, not by as many as a product takes; only stock is multiplied.",
            "O faturado, o cancelado e a carga abatem as partes uma vez só, não pela quantidade por peça; só o estoque é multiplicado."),
    LOTS_DEDUCTED_APART(
            "Stock, orders and invoices of a product are taken off each of its lots, instead of once.",
            "Estoque, carga e faturado de um produto são abatidos de cada lote, em vez de uma vez."),
    LOT_LINKED_TWICE(
            "The forecast of a lot counts twice: it was linked twice.",
            "A previsão de um lote conta duas vezes: ele foi vinculado duas vezes."),
    BACKLOG_OPTION_IGNORED(
            "The option of a lot to schedule what stands in phase 401 is not looked at.",
            "A opção do lote de considerar o PCP como falta programar não é usada."),
    UNRELEASED_ORDERS_COUNTED(
            "Orders that planning has not released (phase 401) count as load and queue.",
            "OPs que o PCP ainda não liberou (fase 401) contam como carga e fila."),
    EMPTY_FILTER_IS_NOTHING(
            "No collection chosen means none instead of all, so load and queue are zero.",
            "Nenhum tipo de produção escolhido significa nenhum em vez de todos: carga e fila ficam zeradas."),
    FILTER_IGNORED(
            "Orders of all collections count, not only those of the plan.",
            "Contam as OPs de todas as coleções, não só as do plano."),
    FOLDED_PHASES_APART(
            "Phases that are one (431, 455, 459 with 429) count each for itself.",
            "Fases que são uma só (431, 455 e 459 com 429) contam separadas."),
    PHASE_HIDDEN(
            "The phase is not in the table that orders the screen, so it is not shown.",
            "A fase não está na tabela de apresentação, por isso não aparece."),
    ROUNDING(
            "Halves are rounded to the even number, or cut off; the hub rounds them up.",
            "Meios são arredondados para o par, ou cortados; o hub arredonda para cima."),
    UNEXPLAINED("None of the known defects gives this number.", "Nenhum dos defeitos conhecidos dá este número.");

    private final String message;
    private final String messagePt;

    PlanningDefect(String message, String messagePt) {
        this.message = message;
        this.messagePt = messagePt;
    }

    /** In English. */
    public String message() {
        return message;
    }

    /** In Portuguese. */
    public String messagePt() {
        return messagePt;
    }
}
