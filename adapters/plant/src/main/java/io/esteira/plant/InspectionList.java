package io.esteira.plant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What QIP's services tell of inspections: one row for each inspection and operation, without a branch. All that they are asked stands in
 * the path, by its position. Thread-safe.
 */
final class InspectionList {

    static final String ROOT = "/processinspections/api/qip/v1/";
    static final String PENDING = "pendinglist";
    static final String ONE = "inspection";

    private static final int PAGE_SIZE = 5;

    private static final Map<String, String> COLUMNS = columns();

    /** An inspection that is decided as a whole is no more pending, nor is an operation that was decided of. */
    private static final String ROWS = """
            select %s
              from (select k.*, q.*, b.b1_desc, r.h1_descri,
                      (select case m.qpm_laudo when 'E' then 'R' else m.qpm_laudo end from protheus.qpmt10 m
                        where m.d_e_l_e_t_ = '' and m.qpm_filial = k.qpk_filial and m.qpm_op = k.qpk_op and m.qpm_lote = k.qpk_lote
                          and m.qpm_numser = k.qpk_numser and m.qpm_operac = q.qqk_operac) as laudo,
                      exists (select from protheus.qprt10 s where s.d_e_l_e_t_ = '' and s.qpr_filial = k.qpk_filial and s.qpr_op = k.qpk_op
                        and s.qpr_lote = k.qpk_lote and s.qpr_operac = q.qqk_operac) as measured,
                      k.r_e_c_n_o_ as recno
                      from protheus.qpkt10 k
                      join protheus.qqkt10 q on q.qqk_filial = k.qpk_filial and q.qqk_produt = k.qpk_produt and q.qqk_revipr = k.qpk_revi
                      join protheus.sc2t10 o on o.c2_filial = k.qpk_filial and o.c2_op = k.qpk_op and o.d_e_l_e_t_ = ''
                       and o.c2_roteiro = q.qqk_codigo
                      left join protheus.sb1t10 b on b.b1_cod = k.qpk_produt and b.d_e_l_e_t_ = ''
                      left join protheus.sh1t10 r on r.h1_codigo = q.qqk_recurs and r.d_e_l_e_t_ = ''
                     where k.d_e_l_e_t_ = '' and q.d_e_l_e_t_ = '' and k.qpk_filial = :branch::char(8)) i
             where %s
             order by qpk_op, recno, qqk_operac""";

    private final PlantDatabase database;
    private final Parameters parameters;

    InspectionList(PlantDatabase database, Parameters parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("productID", "rtrim(qpk_produt)");
        columns.put("product", "rtrim(b1_desc)");
        columns.put("productionOrderID", "rtrim(qpk_op)");
        columns.put("operationRoutines", "rtrim(qqk_codigo)");
        columns.put("operationID", "rtrim(qqk_operac)");
        columns.put("operation", "rtrim(qqk_descri)");
        columns.put("resource", "rtrim(coalesce(h1_descri, ''))");
        columns.put("lotSize", "qpk_tamlot");
        columns.put("lotUnitID", "rtrim(qpk_um)");
        columns.put("lotUnit", "case rtrim(qpk_um) when 'KG' then 'QUILOGRAMA' else 'UNIDADE' end");
        columns.put("lot", "rtrim(qpk_lote)");
        columns.put("serialNumber", "rtrim(qpk_numser)");
        columns.put("date", "qpk_emissa");
        columns.put(
                "customer",
                "case when qpk_client = '' then '' else rtrim(qpk_client) || '-' || qpk_loja || ' MERCADO CENTRAL' end");
        columns.put("specificationVersion", "rtrim(qpk_revi)");
        columns.put("productionDate", "qpk_dtprod");
        columns.put("allowedUser", "true");
        columns.put("operationReport", "coalesce(laudo, '')");
        columns.put(
                "status",
                "case qpk_sitop when '2' then 'A' when '3' then 'R' when '4' then 'U' when '5' then 'C' when '6' then 'E'"
                        + " else coalesce(laudo, case when measured then 'I' else 'N' end) end");
        columns.put("incompleteReport", "'false'");
        columns.put("recno", "recno");
        return columns;
    }

    /**
     * The rows that wait for a verdict, as the flags at the end of the path choose: the first that is set counts, and without any all come.
     *
     * @throws BadQuery the path does not have the form of this release
     */
    RowPage pending(String path, String branch, int drift) {
        List<String> asked = asked(path, PENDING);
        int page = number(asked, 3, 1);
        int size = number(asked, 4, PAGE_SIZE);
        String open = "qpk_sitop not in ('2', '3', '4', '5', '6') and laudo is null"
                + (flag(asked, 5) ? " and not measured" : flag(asked, 6) || flag(asked, 7) ? " and measured" : "");
        List<Map<String, @Nullable Object>> all = rows(open, branch, "", "");
        int from = Math.max(0, Math.min(all.size(), (page - 1) * size + drift));
        int to = Math.min(all.size(), from + size);
        return new RowPage(all.subList(from, to), to < all.size(), all.size() - to);
    }

    /** One inspection, by record number and operation. */
    RowPage one(String path, String branch) {
        List<String> asked = asked(path, ONE);
        List<Map<String, @Nullable Object>> rows = rows(
                "recno = :recno::bigint and qqk_operac = :operation::char(2)", branch, part(asked, 1), part(asked, 2));
        return new RowPage(rows, false, 0);
    }

    /** What stands behind the service's name, without the laboratory. */
    private List<String> asked(String path, String service) {
        List<String> parts = List.of(path.substring(ROOT.length() + service.length())
                .replaceFirst("^/", "")
                .split("/", -1));
        if (!parameters.isOn(Parameter.QIP_LABORATORY)) {
            return parts;
        }
        if (parts.size() < 2) {
            throw new BadQuery(400, "Parametros nao informados");
        }
        return Stream.concat(parts.stream().limit(1), parts.stream().skip(2)).toList();
    }

    private static String part(List<String> asked, int index) {
        return index < asked.size() ? asked.get(index).strip() : "";
    }

    private static boolean flag(List<String> asked, int index) {
        return part(asked, index).equalsIgnoreCase("true");
    }

    private static int number(List<String> asked, int index, int otherwise) {
        String text = part(asked, index);
        if (!text.isEmpty() && !text.matches("\\d{1,6}")) {
            throw new BadQuery(400, "Parametro invalido: " + text);
        }
        return text.isEmpty() ? otherwise : Math.max(1, Integer.parseInt(text));
    }

    private List<Map<String, @Nullable Object>> rows(String condition, String branch, String recno, String operation) {
        String select = COLUMNS.entrySet().stream()
                .map(column -> column.getValue() + " as \"" + column.getKey() + "\"")
                .collect(Collectors.joining(", "));
        return database.reading("protheus_reader", () -> database
                .jdbc()
                .sql(ROWS.formatted(select, condition))
                .param("branch", branch)
                .param("recno", recno.matches("\\d{1,18}") ? recno : "0")
                .param("operation", operation)
                .query()
                .listOfRows()
                .stream()
                .map(InspectionList::shown)
                .toList());
    }

    private static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(row);
        for (String date : List.of("date", "productionDate")) {
            shown.computeIfPresent(date, (field, value) -> Dates.iso(String.valueOf(value)));
        }
        return shown;
    }
}
