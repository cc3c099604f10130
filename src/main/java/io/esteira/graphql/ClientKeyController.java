package io.esteira.graphql;

import io.esteira.legacy.ClientKeys;
import io.esteira.legacy.ClientKeys.Refusal;
import io.esteira.platform.Callers;
import io.esteira.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class ClientKeyController {

    record CreateClientKeyInput(String name, List<String> companies, List<Role> roles, Instant expiresAt) {}

    /** The key is read by the engine, by its internal id. */
    record CreatedClientKeyPayload(long clientKeyId, String secret) {}

    record ClientKeyPayload(long clientKeyId) {}

    record ClientKeyRefused(Refusal code, String message, String messagePt) {}

    private final ClientKeys keys;
    private final Callers callers;

    ClientKeyController(ClientKeys keys, Callers callers) {
        this.keys = keys;
        this.callers = callers;
    }

    @MutationMapping
    Object createClientKey(@Argument CreateClientKeyInput input) {
        return payload(keys.create(
                callers.current(),
                new ClientKeys.Wish(input.name(), input.companies(), input.roles(), input.expiresAt())));
    }

    @MutationMapping
    Object revokeClientKey(@Argument String id) {
        Optional<UUID> key = PublicId.find(id, "ClientKey");
        return key.isEmpty() ? refused(Refusal.NOT_FOUND) : payload(keys.revoke(callers.current(), key.get()));
    }

    private static Object payload(ClientKeys.Answer answer) {
        return switch (answer) {
            case ClientKeys.Answer.Created created -> new CreatedClientKeyPayload(created.id(), created.secret());
            case ClientKeys.Answer.Revoked revoked -> new ClientKeyPayload(revoked.id());
            case ClientKeys.Answer.Refused refused -> refused(refused.refusal());
        };
    }

    private static ClientKeyRefused refused(Refusal refusal) {
        return switch (refusal) {
            case FORBIDDEN ->
                new ClientKeyRefused(
                        refusal, "Only the role it makes and revokes keys.", "Só o papel it cria e revoga chaves.");
            case UNKNOWN_COMPANY ->
                new ClientKeyRefused(
                        refusal,
                        "One of the companies does not exist for you, or none is given.",
                        "Uma das empresas não existe para você, ou nenhuma foi informada.");
            case INVALID_NAME ->
                new ClientKeyRefused(
                        refusal,
                        "A name has 1 to 100 characters, none of them a control character.",
                        "O nome tem de 1 a 100 caracteres, sem caracteres de controle.");
            case INVALID_ROLES ->
                new ClientKeyRefused(
                        refusal,
                        "A key stands for one or more of the roles planner, leader and analyst.",
                        "A chave representa um ou mais dos papéis planner, leader e analyst.");
            case INVALID_EXPIRY ->
                new ClientKeyRefused(
                        refusal,
                        "A key ends in the future, within two years.",
                        "A chave vence no futuro, em até dois anos.");
            case NOT_FOUND -> new ClientKeyRefused(refusal, "There is no such key.", "Esta chave não existe.");
            case ALREADY_REVOKED ->
                new ClientKeyRefused(refusal, "The key was revoked before.", "A chave já foi revogada.");
        };
    }
}
