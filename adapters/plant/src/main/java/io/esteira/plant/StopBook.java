package io.esteira.plant;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops of machines in Protheus: as MATA682 keeps them in SH6, and as SIGASFC keeps them. Within the caller's transaction. */
final class StopBook {

    /** Reasons of table 44, by code. */
    static final Map<String, String> REASONS = reasons();

    /** What the service stopReports calls the columns, which are the simulator's own. */
    static final Map<String, String> COLUMNS = columns();

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int COMMENT_LENGTH = 60;

    private final JdbcClient jdbc;

    StopBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("01", "MANUTENÇÃO CORRETIVA");
        reasons.put("02", "FALTA DE MATERIAL");
        reasons.put("03", "SETUP");
        reasons.put("04", "LIMPEZA CIP");
        reasons.put("05", "FALTA DE OPERADOR");
        return reasons;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("IntegrationReport", "sto_id");
        columns.put("MachineCode", "sto_cdmq");
        columns.put("ProductionOrder", "sto_op");
        columns.put("ActivityCode", "sto_cdat");
        columns.put("StopReasonCode", "sto_motivo");
        columns.put("StopType", "sto_tipo");
        columns.put("OperatorCode", "sto_operad");
        columns.put("StartDateTime", "sto_inicio");
        columns.put("EndDateTime", "sto_fim");
        columns.put("ReportDateTime", "sto_apont");
        columns.put("DocumentCode", "sto_doc");
        columns.put("Observation", "sto_obs");
        columns.put("ReversedReport", "sto_estorn = 'S'");
        return columns;
    }

    /** Why Protheus takes no such stop; empty where it does. */
    Optional<Refusal> refusal(StopRequest stop) {
        if (stop.start() == null || stop.end() == null || !stop.end().isAfter(stop.start())) {
            return Optional.of(Refusal.TIME_INVALID);
        }
        boolean machine =
                exists("select 1 from protheus.sh1t10 where rtrim(h1_codigo) = ? and d_e_l_e_t_ = ''", stop.machine());
        if (!machine) {
            return Optional.of(Refusal.MACHINE_NOT_REGISTERED);
        }
        boolean reason = exists(
                "select 1 from protheus.sx5t10 where x5_tabela = '44' and rtrim(x5_chave) = ? and d_e_l_e_t_ = ''",
                stop.reason());
        return reason ? Optional.empty() : Optional.of(Refusal.STOP_REASON_NOT_REGISTERED);
    }

    private boolean exists(String sql, Object... values) {
        return jdbc.sql("select exists (" + sql + ")")
                .params(values)
                .query(Boolean.class)
                .single();
    }

    boolean isInSfc(String branch, StopRequest stop) {
        return exists(
                "select 1 from protheus.stot10 where sto_filial = ?::char(8) and rtrim(sto_cdmq) = ? and sto_inicio = ? and sto_fim = ? "
                        + "and sto_estorn <> 'S'",
                branch,
                stop.machine(),
                iso(stop.start()),
                iso(stop.end()));
    }

    boolean isInSh6(String branch, StopRequest stop) {
        return exists(
                "select 1 from protheus.sh6t10 where h6_filial = ?::char(8) and h6_tipo = 'I' and rtrim(h6_recurso) = ? "
                        + "and h6_dataini = ? and h6_horaini = ? and h6_datafin = ? and h6_horafin = ? and d_e_l_e_t_ = ''",
                branch,
                stop.machine(),
                day(stop.start()),
                time(stop.start()),
                day(stop.end()),
                time(stop.end()));
    }

    private static String iso(@Nullable LocalDateTime moment) {
        return moment == null ? "" : ISO.format(moment);
    }

    private static String day(@Nullable LocalDateTime moment) {
        return moment == null ? Dates.BLANK : Dates.protheus(moment.toLocalDate());
    }

    private static String time(@Nullable LocalDateTime moment) {
        return moment == null ? "" : Dates.protheusTime(moment);
    }

    /** The number of the row of SIGASFC, whose id it is too. */
    long report(String branch, StopRequest stop, LocalDateTime now) {
        return jdbc.sql("""
                        insert into protheus.stot10 (sto_filial, sto_cdmq, sto_op, sto_cdat, sto_motivo, sto_tipo, sto_operad, sto_inicio,
                          sto_fim, sto_apont, sto_doc, sto_obs)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning r_e_c_n_o_""")
                .params(List.of(
                        branch,
                        stop.machine(),
                        stop.order(),
                        stop.operation(),
                        stop.reason(),
                        stop.type().isEmpty() ? "2" : stop.type(),
                        stop.operator(),
                        iso(stop.start()),
                        iso(stop.end()),
                        iso(now),
                        stop.document(),
                        stop.note()))
                .query(Long.class)
                .single();
    }

    /** A row as the service shows it; empty where there is none of that id. */
    Optional<Map<String, Object>> find(String branch, String id) {
        String fields = String.join(
                ", ",
                COLUMNS.entrySet().stream()
                        .map(column -> column.getValue() + " as \"" + column.getKey() + "\"")
                        .toList());
        return jdbc
                .sql("select r_e_c_n_o_ as recno, " + fields
                        + " from protheus.stot10 where sto_filial = ?::char(8) and sto_id = ?")
                .params(branch, id)
                .query()
                .listOfRows()
                .stream()
                .map(row -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    row.forEach((field, value) ->
                            shown.put(field, value instanceof String text ? text.stripTrailing() : value));
                    return shown;
                })
                .findFirst();
    }

    void reverse(String branch, String id) {
        int unused = jdbc.sql(
                        "update protheus.stot10 set sto_estorn = 'S' where sto_filial = ?::char(8) and sto_id = ?")
                .params(branch, id)
                .update();
    }

    /** The record number of the row of SH6. */
    long post(String branch, StopRequest stop, LocalDate today) {
        LocalDateTime start = Objects.requireNonNull(stop.start());
        LocalDateTime end = Objects.requireNonNull(stop.end());
        Duration spent = Duration.between(start, end);
        String note = stop.note();
        return jdbc.sql("""
                        insert into protheus.sh6t10 (h6_filial, h6_op, h6_produto, h6_operac, h6_recurso, h6_dataini, h6_horaini,
                          h6_datafin, h6_horafin, h6_qtdprod, h6_qtdperd, h6_pt, h6_dtapont, h6_dtprod, h6_tipo, h6_tempo, h6_motivo,
                          h6_operado, h6_local, h6_ident, h6_observa)
                        values (?, ?, '', ?, ?, ?, ?, ?, ?, 0, 0, '', ?, ?, 'I', ?, ?, ?, '', '', ?) returning r_e_c_n_o_""")
                .params(List.of(
                        branch,
                        stop.order(),
                        stop.operation(),
                        stop.machine(),
                        day(start),
                        time(start),
                        day(end),
                        time(end),
                        Dates.protheus(today),
                        day(end),
                        String.format(Locale.ROOT, "%03d:%02d", spent.toHours(), spent.toMinutesPart()),
                        stop.reason(),
                        stop.operator(),
                        note.length() <= COMMENT_LENGTH ? note : note.substring(0, COMMENT_LENGTH)))
                .query(Long.class)
                .single();
    }
}
