package io.esteira.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query of the contract while it is put together. Values travel as variables, never within its text. */
final class Operation {

    private final List<String> declared = new ArrayList<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();

    /** @return what stands for the value in the text */
    String variable(String type, Object value) {
        String name = "v" + declared.size();
        declared.add('$' + name + ": " + type);
        variables.put(name, value);
        return '$' + name;
    }

    String text(String selection) {
        String declarations = declared.isEmpty() ? "" : '(' + String.join(", ", declared) + ')';
        return "query" + declarations + " { " + selection + " }";
    }

    Map<String, Object> variables() {
        return variables;
    }
}
