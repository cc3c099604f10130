package io.esteira.adapter.protheus;

/** Messages ProductionOrder as the integration of Protheus with an MES writes them. */
final class OrderMessages {

    static final String NUMBER = "00012301001";

    private static final String MESSAGE = """
            <?xml version="1.0" encoding="UTF-8" ?><TOTVSMessage><MessageInformation version="2.004"><UUID>1</UUID>\
            <Type>BusinessMessage</Type><Transaction>ProductionOrder</Transaction><SourceApplication>SIGAPCP</SourceApplication>\
            <CompanyId>T1</CompanyId><BranchId>%s</BranchId><GeneratedOn>%s</GeneratedOn></MessageInformation>\
            <BusinessMessage><BusinessEvent><Entity>ProductionOrder</Entity><Event>%s</Event></BusinessEvent>\
            <BusinessContent><Number>%s</Number><ItemCode>QJ0001</ItemCode><Quantity>%s</Quantity>\
            <UnitOfMeasureCode>KG</UnitOfMeasureCode><StatusType /><StatusOrderType>%s</StatusOrderType>\
            <StartOrderDateTime>2026-05-20T00:00:00</StartOrderDateTime><EndOrderDateTime>2026-05-22T00:00:00</EndOrderDateTime>\
            <ScriptCode>01</ScriptCode><ListOfActivityOrders><ActivityOrder><ActivityCode>10</ActivityCode>\
            <ActivityDescription>PASTEURIZAR À VÁCUO</ActivityDescription><WorkCenterCode>000010</WorkCenterCode>\
            <MachineCode>TQ01</MachineCode></ActivityOrder></ListOfActivityOrders></BusinessContent></BusinessMessage>\
            </TOTVSMessage>""";

    private OrderMessages() {}

    /** @param generatedOn time of day on the 20th of May 2026, in the branch's zone */
    static String upsert(String quantity, String status, String generatedOn) {
        return MESSAGE.formatted(FakeProtheus.BRANCH, "2026-05-20T" + generatedOn, "upsert", NUMBER, quantity, status);
    }

    static String delete(String generatedOn) {
        return MESSAGE.formatted(FakeProtheus.BRANCH, "2026-05-20T" + generatedOn, "delete", NUMBER, "10", "1");
    }

    static String ofBranch(String branch) {
        return MESSAGE.formatted(branch, "2026-05-20T09:00:00", "upsert", NUMBER, "10", "1");
    }

    static String ofNumber(String number) {
        return MESSAGE.formatted(FakeProtheus.BRANCH, "2026-05-20T09:00:00", "upsert", number, "10", "1");
    }

    static String soap(String message) {
        return envelope("<pXmlDocument>" + XmlText.escaped(message) + "</pXmlDocument>");
    }

    static String cdata(String message) {
        return envelope("<pXmlDocument><![CDATA[" + message + "]]></pXmlDocument>");
    }

    private static String envelope(String argument) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                + "<receiveMessage xmlns=\"http://tempuri.org/\">" + argument
                + "</receiveMessage></soap:Body></soap:Envelope>";
    }
}
