package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.Placeholder.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of a request as a mapping file draws it: fields and lists of any depth, or one text such as a SOAP envelope. */
sealed interface RequestBody {

    /** Where a model names its fields in a list, what each holds. */
    String VALUE = "value";

    record Value(Template template) implements RequestBody {}

    record Fields(Map<String, RequestBody> all) implements RequestBody {}

    record Items(List<RequestBody> all) implements RequestBody {}

    /** Nothing at all. */
    static RequestBody none() {
        return new Fields(Map.of());
    }

    /** Whether it is one text, and not made of fields. */
    default boolean isText() {
        return this instanceof Value;
    }

    /** All templates of it, wherever they stand. */
    default Stream<Template> templates() {
        return switch (this) {
            case Value value -> Stream.of(value.template());
            case Fields fields -> fields.all().values().stream().flatMap(RequestBody::templates);
            case Items items -> items.all().stream().flatMap(RequestBody::templates);
        };
    }

    /** What a field on the first level holds; null when there is no such field, or more than one value in it. */
    default @Nullable Template field(String name) {
        return this instanceof Fields fields && fields.all().get(name) instanceof Value value ? value.template() : null;
    }

    /**
     * As JSON, where a field without a value is left out, and of a list the section whose field {@code value} has none; or as the
     * text itself, an XML, in which each value is escaped, without characters that XML does not have, and stands empty where there is
     * none.
     */
    default byte[] bytes(Values values) {
        return this instanceof Value value
                ? ProtheusJson.utf8(value.template().filled(values, XmlText::escaped))
                : ProtheusJson.write(Objects.requireNonNull(json(values)));
    }

    private @Nullable Object json(Values values) {
        return switch (this) {
            case Value value -> value.template().render(values);
            case Fields fields -> {
                Map<String, Object> object = new LinkedHashMap<>();
                fields.all().forEach((name, field) -> {
                    Object shown = field.json(values);
                    if (shown != null) {
                        object.put(name, shown);
                    }
                });
                yield object;
            }
            case Items items -> {
                List<Object> list = new ArrayList<>();
                items.all().forEach(item -> {
                    Object shown = item.json(values);
                    if (shown != null && !item.lost(VALUE, shown)) {
                        list.add(shown);
                    }
                });
                yield list;
            }
        };
    }

    /** Whether a field of it has vanished for want of a value. */
    private boolean lost(String field, Object shown) {
        return this instanceof Fields fields
                && fields.all().containsKey(field)
                && shown instanceof Map<?, ?> left
                && !left.containsKey(field);
    }
}
