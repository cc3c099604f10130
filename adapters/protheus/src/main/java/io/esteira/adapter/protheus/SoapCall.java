package io.esteira.adapter.protheus;

/**
 * How a message came: as the argument of a SOAP 1.1 operation, or bare. The answer goes back the same way.
 *
 * @param operation name of the operation; blank for a bare message
 * @param namespace the operation's
 * @param message the text of the message
 */
record SoapCall(String operation, String namespace, String message) {

    static final String NAMESPACE = "http://tempuri.org/";
    static final String OPERATION = "receiveMessage";

    private static final String ANSWER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
            <%1$sResponse xmlns="%2$s"><%1$sResult>%3$s</%1$sResult></%1$sResponse>\
            </soap:Body></soap:Envelope>
            """;

    /** For an answer to what could not be read. */
    static SoapCall unread() {
        return new SoapCall(OPERATION, NAMESPACE, "");
    }

    /** The argument may be escaped or CDATA, and of any name. */
    static SoapCall parse(String text) throws BrokenMessage {
        XmlElement root = SafeXml.parse(text);
        if (root.name().equals(TotvsMessage.ROOT)) {
            return new SoapCall("", "", text);
        }
        XmlElement operation = root.child("Body")
                .filter(body ->
                        root.name().equals("Envelope") && body.children().size() == 1)
                .map(body -> body.children().getFirst())
                .orElseThrow(() -> new BrokenMessage("não é um envelope SOAP 1.1 com uma operação, nem uma "
                        + TotvsMessage.ROOT + " / neither a SOAP 1.1 envelope with one operation nor a "
                        + TotvsMessage.ROOT));
        String message = operation.children().isEmpty()
                ? operation.text()
                : operation.children().getFirst().text();
        return new SoapCall(operation.name(), operation.namespace(), message);
    }

    String answer(String result) {
        return operation.isEmpty()
                ? result
                : ANSWER.formatted(operation, XmlText.escaped(namespace), XmlText.escaped(result));
    }
}
