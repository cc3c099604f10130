package io.esteira.plant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The services that make appointments by operation. */
final class AppointmentDialects {

    /** The only service that knows a message again. */
    static final String WITH_MESSAGES = "wspcp";

    private AppointmentDialects() {}

    static List<AppointmentDialect> all() {
        return List.of(new App(), new Custom(), new Model(), new Soap());
    }

    /** The app "Minha Produção". */
    private record App() implements AppointmentDialect {

        @Override
        public String endpoint() {
            return Mata681.ENDPOINT;
        }

        @Override
        public String path() {
            return "/productionappointment/v1/mata681";
        }

        @Override
        public boolean keepsPending() {
            return true;
        }

        @Override
        public Optional<Mata681Request> read(String body) {
            return Mata681Request.parse(body);
        }

        @Override
        public Reply success(ObjectNode answer) {
            return Reply.json(200, answer);
        }

        @Override
        public Reply failure(int status, String message, String detail) {
            return Reply.ttalk(status, message, detail);
        }
    }

    /** A service that a site wrote for itself: Portuguese names, commas, and 200 whatever happens. */
    private record Custom() implements AppointmentDialect {

        private static final Map<String, String> FIELDS = Map.of(
                "numeroOP", "ProductionOrderNumber",
                "operacao", "ActivityCode",
                "quantidade", "ApprovedQuantity",
                "perda", "ScrapQuantity",
                "dataInicio", "StartReportDateTime",
                "horaInicio", "StartReportTime",
                "dataFim", "EndReportDateTime",
                "horaFim", "EndReportTime",
                "data", "ReportDateTime",
                "obs", "Comments");

        @Override
        public String endpoint() {
            return "apontaproducao";
        }

        @Override
        public String path() {
            return "/apontaproducao";
        }

        @Override
        public Optional<Mata681Request> read(String body) {
            return Mata681Request.parse(body).map(request -> {
                ObjectNode fields = Json.MAPPER.createObjectNode();
                FIELDS.forEach((own, name) -> fields.put(name, request.text(own)));
                fields.put("appointmentType", "3");
                fields.put("Part_Total", request.text("final").equals("S") ? "T" : "P");
                return new Mata681Request(fields);
            });
        }

        @Override
        public Reply success(ObjectNode answer) {
            return Reply.json(
                    200,
                    Map.of("resultado", "OK", "mensagem", answer.path("Status").asString()));
        }

        @Override
        public Reply failure(int status, String message, String detail) {
            return Reply.json(200, Map.of("resultado", "ERRO", "mensagem", detail));
        }
    }

    /** The routine as an MVC model, published for REST. */
    private record Model() implements AppointmentDialect {

        private static final Map<String, String> FIELDS = Map.of(
                "ProductionOrderNumber", "H6_OP",
                "ActivityCode", "H6_OPERAC",
                "MachineCode", "H6_RECURSO",
                "OperatorCode", "H6_OPERADO",
                "Part_Total", "H6_PT",
                "ApprovedQuantity", "H6_QTDPROD",
                "ScrapQuantity", "H6_QTDPERD",
                "StartReportTime", "H6_HORAINI",
                "EndReportTime", "H6_HORAFIN",
                "Comments", "H6_OBSERVA");
        private static final Map<String, String> DATES = Map.of(
                "StartReportDateTime", "H6_DATAINI", "EndReportDateTime", "H6_DATAFIN", "ReportDateTime", "H6_DTAPONT");

        @Override
        public String endpoint() {
            return "fwmodel";
        }

        @Override
        public String path() {
            return "/fwmodel/mata681";
        }

        @Override
        public Optional<Mata681Request> read(String body) {
            try {
                JsonNode model = Json.read(body);
                ObjectNode fields = Json.MAPPER.createObjectNode();
                FIELDS.forEach((name, field) -> fields.put(name, value(model, field)));
                DATES.forEach((name, field) ->
                        fields.put(name, value(model, field).replaceAll("(\\d{4})(\\d{2})(\\d{2})", "$3/$2/$1")));
                fields.put("appointmentType", "3");
                return Optional.of(new Mata681Request(fields));
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }

        private static String value(JsonNode model, String id) {
            for (JsonNode part : model.path("models")) {
                for (JsonNode field : part.path("fields")) {
                    if (field.path("id").asString("").equals(id)) {
                        return field.path("value").asString("");
                    }
                }
            }
            return "";
        }

        @Override
        public Reply success(ObjectNode answer) {
            return Reply.json(
                    201,
                    Map.of(
                            "id",
                            "MATA681",
                            "operation",
                            3,
                            "pk",
                            answer.path("idAppointment").asString()));
        }

        @Override
        public Reply failure(int status, String message, String detail) {
            return Reply.legacy(status, detail);
        }
    }

    /** The message ProductionAppointment to WSPCP: an XML in an XML, and the only service that knows a message again. */
    private record Soap() implements AppointmentDialect {

        private static final Pattern ID = Pattern.compile("<UUID>\\s*([^<]+?)\\s*</UUID>");

        @Override
        public String endpoint() {
            return WITH_MESSAGES;
        }

        @Override
        public String path() {
            return "/ws/wspcp.apw";
        }

        @Override
        public Optional<Mata681Request> read(String body) {
            String message = unescaped(body);
            if (!message.contains("<Transaction>ProductionAppointment</Transaction>")) {
                return Optional.empty();
            }
            ObjectNode fields = Json.MAPPER.createObjectNode();
            for (String name : List.of(
                    "ProductionOrderNumber", "ActivityCode", "MachineCode", "ApprovedQuantity", "ScrapQuantity")) {
                fields.put(name, element(message, name));
            }
            moment(message, "StartReportDateTime", "StartReportTime", fields);
            moment(message, "EndReportDateTime", "EndReportTime", fields);
            moment(message, "ReportDateTime", "", fields);
            fields.put("Part_Total", element(message, "CloseOperation").equals("true") ? "T" : "P");
            fields.put("appointmentType", "3");
            return Optional.of(new Mata681Request(fields));
        }

        @Override
        public Optional<StopRequest> stop(String body) {
            String message = unescaped(body);
            return message.contains("<Transaction>StopReport</Transaction>")
                    ? Optional.of(new StopRequest(
                            element(message, "MachineCode"),
                            element(message, "StopReasonCode"),
                            element(message, "StopType"),
                            StopRequest.moment(element(message, "StartDateTime")),
                            StopRequest.moment(element(message, "EndDateTime")),
                            element(message, "ProductionOrder"),
                            element(message, "ActivityCode"),
                            element(message, "OperatorCode"),
                            "",
                            ""))
                    : Optional.empty();
        }

        private static void moment(String message, String name, String time, ObjectNode fields) {
            String text = element(message, name);
            fields.put(name, text.replaceAll("^(\\d{4})-(\\d{2})-(\\d{2}).*", "$3/$2/$1"));
            if (!time.isEmpty() && text.length() >= 16) {
                fields.put(time, text.substring(11, 16));
            }
        }

        private static String element(String message, String name) {
            Matcher matcher = Pattern.compile("<" + name + ">\\s*([^<]*?)\\s*</" + name + ">")
                    .matcher(message);
            return matcher.find() ? unescaped(matcher.group(1)) : "";
        }

        private static String unescaped(String xml) {
            return xml.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }

        @Override
        public Reply success(ObjectNode answer) {
            return result("<Status>OK</Status>", answer.path("idAppointment").asString());
        }

        @Override
        public Reply failure(int status, String message, String detail) {
            return result(
                    "<Status>ERROR</Status><ListOfMessages><Message type=\"ERROR\" code=\"1\">" + detail
                            + "</Message></ListOfMessages>",
                    "");
        }

        @Override
        public String messageId(String body) {
            Matcher matcher = ID.matcher(unescaped(body));
            return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
        }

        @Override
        public Reply alreadyProcessed() {
            return result(
                    "<Status>ERROR</Status><ListOfMessages><Message type=\"ERROR\" code=\"3\">Mensagem ja processada"
                            + "</Message></ListOfMessages>",
                    "");
        }

        /** A business refusal is 200 as well. */
        private static Reply result(String processing, String id) {
            String message = "<TOTVSMessage><ResponseMessage><ProcessingInformation>" + processing
                    + "</ProcessingInformation><ReturnContent><ListOfInternalId><Destination>" + id
                    + "</Destination></ListOfInternalId></ReturnContent></ResponseMessage></TOTVSMessage>";
            return Reply.xml(
                    200,
                    "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                            + "<RECEIVEMESSAGERESPONSE><RECEIVEMESSAGERESULT>"
                            + message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                            + "</RECEIVEMESSAGERESULT></RECEIVEMESSAGERESPONSE></soap:Body></soap:Envelope>");
        }
    }
}
