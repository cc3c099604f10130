package io.esteira.adapter.protheus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table of Protheus and the fields of it that are asked for. The services leave out a field that they do not know without a
 * word; without a required one a row means nothing.
 *
 * @param alias the table's alias, such as {@code SC2}
 * @param branchField the field that holds the row's branch
 * @param required fields that every row has
 * @param optional fields that a site or its release may lack
 */
record Table(String alias, String branchField, List<String> required, List<String> optional) {

    static final String RECNO = "R_E_C_N_O_";
    static final String STAMP = "S_T_A_M_P_";
    static final String DELETED = "D_E_L_E_T_";

    static final Table SB1 = new Table(
            "SB1", "B1_FILIAL", List.of("B1_COD"), List.of("B1_DESC", "B1_TIPO", "B1_UM", "B1_GRUPO", "B1_MSBLQL"));

    static final Table SHB = new Table("SHB", "HB_FILIAL", List.of("HB_COD"), List.of("HB_NOME"));

    static final Table SH1 = new Table("SH1", "H1_FILIAL", List.of("H1_CODIGO"), List.of("H1_DESCRI"));

    static final Table SG2 = new Table(
            "SG2",
            "G2_FILIAL",
            List.of("G2_PRODUTO", "G2_CODIGO", "G2_OPERAC"),
            List.of("G2_DESCRI", "G2_CTRAB", "G2_RECURSO"));

    static final Table SC2 = new Table(
            "SC2",
            "C2_FILIAL",
            List.of("C2_NUM", "C2_ITEM", "C2_SEQUEN"),
            List.of(
                    "C2_ITEMGRD",
                    "C2_PRODUTO",
                    "C2_QUANT",
                    "C2_UM",
                    "C2_TPOP",
                    "C2_STATUS",
                    "C2_TPPR",
                    "C2_PRIOR",
                    "C2_ROTEIRO",
                    "C2_EMISSAO",
                    "C2_DATPRI",
                    "C2_DATPRF",
                    "C2_DATRF",
                    "C2_BLQAPON"));

    static final Table SH6 = new Table(
            "SH6",
            "H6_FILIAL",
            List.of("H6_OP", "H6_OPERAC"),
            List.of(
                    "H6_PRODUTO",
                    "H6_RECURSO",
                    "H6_OPERADO",
                    "H6_DATAINI",
                    "H6_HORAINI",
                    "H6_DATAFIN",
                    "H6_HORAFIN",
                    "H6_QTDPROD",
                    "H6_QTDPERD",
                    "H6_PT",
                    "H6_DTAPONT",
                    "H6_TIPO",
                    "H6_IDENT",
                    "H6_OBSERVA"));

    static final Table QPK = new Table(
            "QPK",
            "QPK_FILIAL",
            List.of("QPK_OP", "QPK_PRODUT", "QPK_SITOP"),
            List.of(
                    "QPK_LOTE",
                    "QPK_NUMSER",
                    "QPK_REVI",
                    "QPK_TAMLOT",
                    "QPK_UM",
                    "QPK_EMISSA",
                    "QPK_DTPROD",
                    "QPK_CLIENT",
                    "QPK_LOJA"));

    static final Table QPM = new Table(
            "QPM",
            "QPM_FILIAL",
            List.of("QPM_OP", "QPM_OPERAC", "QPM_LAUDO"),
            List.of("QPM_LOTE", "QPM_NUMSER", "QPM_ROTEIR"));

    /** SH6 as it tells of stops. */
    static final Table STOPS = new Table(
            "SH6",
            "H6_FILIAL",
            List.of("H6_RECURSO", "H6_DATAINI", "H6_HORAINI", "H6_DATAFIN", "H6_HORAFIN"),
            List.of("H6_MOTIVO", "H6_OP", "H6_OPERAC", "H6_OPERADO", "H6_DTAPONT", "H6_TIPO", "H6_OBSERVA"));

    static final Table SX5 = new Table("SX5", "X5_FILIAL", List.of("X5_CHAVE"), List.of("X5_DESCRI", "X5_TABELA"));

    /** This table where a row without these fields means nothing either. */
    Table requiring(List<String> fields) {
        List<String> all =
                Stream.concat(required.stream(), fields.stream()).distinct().toList();
        return new Table(alias, branchField, all, optional);
    }

    /** All fields, as the service wants them. */
    String fields(boolean deleted, boolean stamp) {
        Stream<String> technical = Stream.of(RECNO, deleted ? DELETED : "", stamp ? STAMP : "");
        return Stream.of(Stream.of(branchField), required.stream(), optional.stream(), technical)
                .flatMap(fields -> fields)
                .filter(field -> !field.isEmpty())
                .distinct()
                .reduce((left, right) -> left + "," + right)
                .orElseThrow();
    }

    static String key(String field) {
        return field.toLowerCase(Locale.ROOT);
    }
}
