package io.esteira.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.stereotype.Component;

/** All published documents. Immutable. */
@Component
public final class Documents {

    /** Attribute of requests that the hub made of a published document: its name. */
    static final String PUBLISHED = Documents.class.getName() + ".published";

    private static final String FILES = "classpath*:graphql/operations/*.graphql";
    private static final String EXTENSION = ".graphql";
    private static final String SHA256 = "sha256:";

    private final List<PublishedDocument> all;
    private final Map<String, PublishedDocument> byId = new HashMap<>();

    public Documents(ResourcePatternResolver resources) {
        List<PublishedDocument> found = new ArrayList<>();
        try {
            for (Resource file : resources.getResources(FILES)) {
                String name = Objects.requireNonNull(file.getFilename());
                found.add(PublishedDocument.of(
                        name.substring(0, name.length() - EXTENSION.length()),
                        file.getContentAsString(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all = found.stream()
                .sorted(Comparator.comparing(PublishedDocument::name))
                .toList();
        for (PublishedDocument document : all) {
            byId.put(document.name(), document);
            byId.put(document.sha256(), document);
            byId.put(SHA256 + document.sha256(), document);
        }
    }

    /**
     * Finds a document.
     *
     * @param id its name, or the SHA-256 of its text, alone or after {@code sha256:}
     */
    public Optional<PublishedDocument> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether a request asks a published document, by its address, its id or its text. */
    public boolean publish(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(PUBLISHED)
                || byId.containsKey(Sha256.of(request.getDocument().getBytes(StandardCharsets.UTF_8)));
    }

    List<PublishedDocument> all() {
        return all;
    }
}
