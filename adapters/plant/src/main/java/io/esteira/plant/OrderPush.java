package io.esteira.plant;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The integration of Protheus with an MES: tells a service of each order that was opened, changed or deleted, as MATI650 does by
 * ProductionOrder 2.004. Off until switched on; a restart forgets it. Thread-safe.
 */
final class OrderPush implements AutoCloseable {

    static final String KIND = "protheus.push";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String HEADER = """
            select rtrim(c2_op) as number, rtrim(c2_produto) as item, rtrim(c2_um) as unit, rtrim(c2_local) as warehouse,
              rtrim(c2_roteiro) as routing, c2_quant as quantity, c2_quje as produced, c2_datpri as start, c2_datprf as "end",
              c2_datrf as ended, d_e_l_e_t_ = '*' as deleted,
              exists (select from protheus.sh6t10 where h6_filial = c2_filial and h6_op = c2_op and d_e_l_e_t_ = '') as begun,
              c2_tpop = 'P' as planned
            from protheus.sc2t10 where c2_filial = ?::char(8) and c2_op = ?::char(14) order by r_e_c_n_o_ desc limit 1""";

    private record Target(URI url, String authorization) {}

    private record Header(
            String number,
            String item,
            String unit,
            String warehouse,
            String routing,
            BigDecimal quantity,
            BigDecimal produced,
            String start,
            String end,
            String ended,
            boolean deleted,
            boolean begun,
            boolean planned) {

        String status() {
            if (planned) {
                return "1";
            }
            return ended.isBlank() ? begun ? "6" : "1" : "7";
        }
    }

    private final PlantDatabase database;
    private final AppointmentBook book;
    private final Ledger ledger;
    private final PlantClock clock;
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile @Nullable Target target;

    OrderPush(PlantDatabase database, AppointmentBook book, Ledger ledger, PlantClock clock) {
        this.database = database;
        this.book = book;
        this.ledger = ledger;
        this.clock = clock;
    }

    void to(URI url, String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        target = new Target(url, "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    void off() {
        target = null;
    }

    /** Notes an order within the transaction that changes it. */
    void changed(String order) {
        changed.add(order);
    }

    /** Tells of the orders noted, once what changed them is committed. A service that is away hears of them no more. */
    void tell() {
        for (String order = changed.poll(); order != null; order = changed.poll()) {
            Target service = target;
            if (service != null) {
                tell(service, order);
            }
        }
    }

    private void tell(Target service, String order) {
        String message = database.inTransaction(() -> message(order));
        String answer = send(service, message);
        database.runInTransaction(() -> ledger.append(
                KIND,
                "LATICINIO",
                order,
                Map.of(
                        "message", message,
                        "answer", answer,
                        "accepted", answer.contains("&lt;Status&gt;OK") || answer.contains("<Status>OK"))));
    }

    private String send(Target service, String message) {
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                + "<receiveMessage xmlns=\"http://tempuri.org/\"><pXmlDocument>" + escaped(message)
                + "</pXmlDocument></receiveMessage></soap:Body></soap:Envelope>";
        HttpRequest request = HttpRequest.newBuilder(service.url())
                .timeout(PATIENCE)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "http://tempuri.org/EAIService/receiveMessage")
                .header("Authorization", service.authorization())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "0 " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "0 " + e;
        }
    }

    private String message(String order) {
        Header header = database.jdbc()
                .sql(HEADER)
                .params(ProtheusCatalog.BRANCH, order)
                .query(Header.class)
                .single();
        String id = ProtheusCatalog.GROUP + "|" + ProtheusCatalog.BRANCH + "|" + header.number();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><TOTVSMessage"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:noNamespaceSchemaLocation=\"xmlschema/general/events/ProductionOrder_2_004.xsd\">"
                + "<MessageInformation version=\"2.004\">" + element("UUID", "1") + element("Type", "BusinessMessage")
                + element("Transaction", "ProductionOrder") + element("StandardVersion", "1.0")
                + element("SourceApplication", "SIGAPCP") + element("CompanyId", ProtheusCatalog.GROUP)
                + element("BranchId", ProtheusCatalog.BRANCH) + element("UserId", "000000")
                + "<Product name=\"MATA650\" version=\"12.1.2510\"/>"
                + element("GeneratedOn", clock.local().truncatedTo(ChronoUnit.SECONDS) + "")
                + element("ContextName", "PROTHEUS") + element("DeliveryType", "Sync")
                + "</MessageInformation><BusinessMessage><BusinessEvent>" + element("Entity", "ProductionOrder")
                + element("Event", header.deleted() ? "delete" : "upsert")
                + "<Identification><key name=\"InternalID\">" + escaped(id) + "</key></Identification>"
                + "</BusinessEvent><BusinessContent>" + content(header, id)
                + "</BusinessContent></BusinessMessage></TOTVSMessage>";
    }

    private String content(Header header, String id) {
        return element("Number", header.number()) + "<Origin />" + element("ProductionOrderUniqueID", id)
                + "<FatherNumber />" + element("ItemCode", header.item()) + "<ListOfItemGrids />"
                + element("Type", "1") + element("Quantity", header.quantity().toPlainString())
                + element("ReportQuantity", header.produced().toPlainString()) + "<ApprovedQuantity />"
                + element("UnitOfMeasureCode", header.unit()) + "<StatusType />"
                + element("StatusOrderType", header.status()) + element("ReportOrderType", "2")
                + element("WarehouseCode", header.warehouse()) + element("StartOrderDateTime", midnight(header.start()))
                + element("EndOrderDateTime", midnight(header.end())) + "<LotCode />"
                + element("ScriptCode", header.routing()) + "<Priority /><ListOfActivityOrders>" + activities(header)
                + "</ListOfActivityOrders><ListOfPertOrders /><ListOfMaterialOrders /><ListOfQuotaActivity />"
                + "<ListOfRequestOrders />";
    }

    /** What is deleted goes without its operations. */
    private String activities(Header header) {
        return book
                .lock(ProtheusCatalog.BRANCH, header.number())
                .filter(order -> !header.deleted())
                .map(book::operations)
                .orElse(List.of())
                .stream()
                .map(operation -> "<ActivityOrder>" + element("ProductionOrderNumber", header.number())
                        + element("ActivityCode", operation.code())
                        + element("ActivityDescription", "OPERACAO " + operation.code()) + element("Split", "000")
                        + element("WorkCenterCode", operation.centre()) + element("MachineCode", operation.resource())
                        + element("IsActivityEnd", String.valueOf(operation.last())) + "</ActivityOrder>")
                .collect(Collectors.joining());
    }

    private static String midnight(String day) {
        return day.isBlank() ? "" : Dates.iso(day) + "T00:00:00";
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + escaped(value) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        http.close();
    }
}
