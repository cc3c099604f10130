package io.esteira.graphql;

import io.esteira.query.GlobalId;
import java.util.Optional;
import java.util.UUID;

/** Ids that clients send. */
final class PublicId {

    private PublicId() {}

    /** The id of a thing of this type, as the contract gives it. */
    static Optional<UUID> find(String text, String type) {
        return GlobalId.find(text).filter(id -> id.type().equals(type)).map(GlobalId::publicId);
    }

    /** As {@link #find}; what is no id at all is refused. */
    static Optional<UUID> parse(String text, String type) {
        GlobalId id = GlobalId.parse(text);
        return id.type().equals(type) ? Optional.of(id.publicId()) : Optional.empty();
    }

    /** As {@link #find}, or the bare UUID that the client has chosen itself. */
    static Optional<UUID> findOwn(String text, String type) {
        return find(text, type).or(() -> uuid(text));
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
