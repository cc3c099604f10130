package io.esteira.adapter.protheus;

import java.util.List;
import java.util.Optional;

/**
 * An element without its namespace and attributes.
 *
 * @param text its own text, blanks around it removed
 */
record XmlElement(String name, String namespace, List<XmlElement> children, String text) {

    XmlElement {
        children = List.copyOf(children);
    }

    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).findFirst();
    }

    /** The element that the names lead to. */
    Optional<XmlElement> at(String... names) {
        Optional<XmlElement> found = Optional.of(this);
        for (String wanted : names) {
            found = found.flatMap(element -> element.child(wanted));
        }
        return found;
    }

    /** The text that the names lead to; blank when there is none. */
    String textAt(String... names) {
        return at(names).map(XmlElement::text).orElse("");
    }
}
