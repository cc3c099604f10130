package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.PushSenders.Sender;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service that Protheus' integration with an MES pushes to. It reads the description first, without user and password, and
 * takes from it how the message is wrapped.
 */
@RestController
final class PushEndpoint {

    static final String PATH = "/protheus/PcfIntegService";

    private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);

    /** Of what is too long so much more is read, so that its sender gets its answer. */
    private static final long DRAINED = 16L << 20;

    private static final String WSDL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <wsdl:definitions name="PcfIntegService" targetNamespace="%1$s" xmlns:tns="%1$s"
                xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <wsdl:types>
                <xs:schema elementFormDefault="qualified" targetNamespace="%1$s">
                  <xs:element name="receiveMessage"><xs:complexType><xs:sequence>
                    <xs:element name="pXmlDocument" type="xs:string" minOccurs="0" nillable="true"/>
                  </xs:sequence></xs:complexType></xs:element>
                  <xs:element name="receiveMessageResponse"><xs:complexType><xs:sequence>
                    <xs:element name="receiveMessageResult" type="xs:string" minOccurs="0" nillable="true"/>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
              </wsdl:types>
              <wsdl:message name="request"><wsdl:part name="parameters" element="tns:receiveMessage"/></wsdl:message>
              <wsdl:message name="answer"><wsdl:part name="parameters" element="tns:receiveMessageResponse"/></wsdl:message>
              <wsdl:portType name="EAIService">
                <wsdl:operation name="receiveMessage">
                  <wsdl:input message="tns:request"/><wsdl:output message="tns:answer"/>
                </wsdl:operation>
              </wsdl:portType>
              <wsdl:binding name="EAIServiceBinding" type="tns:EAIService">
                <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                <wsdl:operation name="receiveMessage">
                  <soap:operation soapAction="%1$sEAIService/receiveMessage" style="document"/>
                  <wsdl:input><soap:body use="literal"/></wsdl:input>
                  <wsdl:output><soap:body use="literal"/></wsdl:output>
                </wsdl:operation>
              </wsdl:binding>
              <wsdl:service name="PcfIntegService">
                <wsdl:port name="EAIServicePort" binding="tns:EAIServiceBinding"><soap:address location="%2$s"/></wsdl:port>
              </wsdl:service>
            </wsdl:definitions>
            """;

    private final OrderReceiver receiver;

    PushEndpoint(OrderReceiver receiver) {
        this.receiver = receiver;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> description(HttpServletRequest request) {
        String address = XmlText.escaped(request.getRequestURL().toString());
        return answer(HttpStatus.OK, WSDL.formatted(SoapCall.NAMESPACE, address));
    }

    /** A refusal of the business is a 200 that says ERROR, as TOTVS' own services have it. */
    @PostMapping(PATH)
    ResponseEntity<byte[]> receive(HttpServletRequest request, Authentication authentication) throws IOException {
        Sender sender = (Sender) Objects.requireNonNull(authentication.getPrincipal());
        byte[] body = body(request.getInputStream());
        boolean tooLong = body.length > OrderReceiver.LONGEST_MESSAGE;
        return answer(
                tooLong ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK, receiver.receive(body, sender.companies()));
    }

    private static byte[] body(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes(OrderReceiver.LONGEST_MESSAGE + 1);
        long drained = 0;
        for (long read = 1; read > 0 && drained < DRAINED; drained += read) {
            read = stream.readNBytes(1 << 16).length;
        }
        return body;
    }

    private static ResponseEntity<byte[]> answer(HttpStatusCode status, String xml) {
        return ResponseEntity.status(status).contentType(XML).body(xml.getBytes(StandardCharsets.UTF_8));
    }
}
