package io.esteira.adapter.protheus;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of strangers: a document type is refused, with it all entities but the five of XML itself; depth and number of elements
 * are bounded, and the length of the text is its caller's. Never reads anything but the given text.
 */
final class SafeXml {

    private static final int DEPTH = 32;
    private static final int ELEMENTS = 200_000;

    private static final XMLInputFactory FACTORY = factory();

    /** An element whose end has not come yet. */
    private record Open(String name, String namespace, List<XmlElement> children, StringBuilder text) {

        XmlElement closed() {
            return new XmlElement(name, namespace, children, text.toString().strip());
        }
    }

    private SafeXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // They count the references to characters of a long message too; there are no others.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    /** @param text decoded; what it declares as its encoding is of no account */
    static XmlElement parse(String text) throws BrokenMessage {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new BrokenMessage(
                    "XML mal formado na linha " + e.getLocation().getLineNumber() + ", coluna "
                            + e.getLocation().getColumnNumber() + " / malformed XML");
        }
    }

    private static XmlElement root(XMLStreamReader reader) throws XMLStreamException, BrokenMessage {
        Deque<Open> open = new ArrayDeque<>();
        int elements = 0;
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == DEPTH || ++elements > ELEMENTS) {
                        throw new BrokenMessage("XML aninhado ou longo demais / XML nested too deep or too long");
                    }
                    open.push(new Open(
                            reader.getLocalName(),
                            reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI(),
                            new ArrayList<>(),
                            new StringBuilder()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().closed();
                    if (open.isEmpty()) {
                        root = closed;
                    } else {
                        open.peek().children().add(closed);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new BrokenMessage("DTD e entidades não são aceitas / DTD and entities are refused");
                default -> {}
            }
        }
        if (root == null) {
            throw new BrokenMessage("XML sem elemento / XML without an element");
        }
        return root;
    }
}
