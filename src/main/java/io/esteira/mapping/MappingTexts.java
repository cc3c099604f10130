package io.esteira.mapping;

import io.esteira.platform.Refusal;

/** The texts of refusals about code mappings, in English and Portuguese. */
public final class MappingTexts {

    /** Closed list; part of the contract. */
    public enum Code {
        FORBIDDEN,
        UNKNOWN_COMPANY,
        MAPPING_NOT_FOUND,
        INVALID_KIND,
        INVALID_CODE,
        INVALID_VALIDITY,
        INVALID_CELL,
        OVERLAPPING_VALIDITY,
        UNREADABLE_FILE,
        FILE_TOO_LARGE,
        TOO_MANY_JOBS
    }

    private MappingTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only the role it may change code mappings.",
                "Só o papel it pode alterar o de-para de códigos.");
    }

    /** Of an id that is none, or none of the caller's companies. */
    public static Refusal notFound() {
        return new Refusal(Code.MAPPING_NOT_FOUND, "id", "There is no such code mapping.", "Este de-para não existe.");
    }

    static Refusal badText(String field) {
        return new Refusal(
                Code.INVALID_CODE,
                field,
                "Sources and codes have 1 to 100 characters, none of them a control character, an invisible one or a blank other than the usual.",
                "Origens e códigos têm de 1 a 100 caracteres, sem caracteres de controle, invisíveis ou espaços que não sejam o comum.");
    }

    static Refusal sameCode() {
        return new Refusal(
                Code.INVALID_CODE, "toCode", "The code is mapped to itself.", "O código está mapeado para ele mesmo.");
    }

    static Refusal badValidity() {
        return new Refusal(
                Code.INVALID_VALIDITY,
                "validTo",
                "The validity ends before it begins, or its years are out of range.",
                "A validade termina antes de começar, ou o ano está fora da faixa.");
    }

    /** Of a request that gives a file in no way, or in two. */
    public static Refusal noOneFile() {
        return new Refusal(
                Code.UNREADABLE_FILE,
                null,
                "Give the file once: as file, csv or xlsx.",
                "Informe o arquivo uma vez: como file, csv ou xlsx.");
    }

    static Refusal tooManyJobs() {
        return new Refusal(
                Code.TOO_MANY_JOBS,
                null,
                "Too many jobs wait already: see jobs, and give the file again once one has ended.",
                "Já há trabalhos demais na fila: veja jobs e envie o arquivo de novo quando um deles terminar.");
    }

    static Refusal overlaps(CodeMapping other) {
        return new Refusal(
                Code.OVERLAPPING_VALIDITY,
                "validFrom",
                "The code is mapped to " + other.toCode() + " in " + other.toSource() + " at the same time.",
                "O código já está mapeado para " + other.toCode() + " em " + other.toSource() + " no mesmo período.");
    }
}
