package io.esteira.graphql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a form with files, part by part. */
final class Form {

    static final String BOUNDARY = "----esteira";
    static final String CSV = "kind;from_source;from_code;to_source;to_code\nUNIT;csw;UP-%s;hub;UN\n";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Form field(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String name, String file, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + file + "\"", content);
    }

    Form file(String name) {
        return file(name, name + ".csv", CSV.formatted(name).getBytes(StandardCharsets.UTF_8));
    }

    private Form part(String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
