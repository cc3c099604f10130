package io.esteira.plant;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The HTTP port by which tests and people steer the plant. Errors are JSON with a {@code message}. */
final class ControlPort implements AutoCloseable {

    private final Plant plant;
    private final PlantOffice office;
    private final WebServer server;

    ControlPort(int port, Plant plant, PlantOffice office) {
        this.plant = plant;
        this.office = office;
        this.server = new WebServer("plant control", port, "ESTEIRA_DEMO_PLANT_PORT", this::answer);
    }

    URI uri() {
        return server.uri();
    }

    private Reply answer(WebRequest request) {
        try {
            return route(request);
        } catch (IllegalArgumentException | DateTimeParseException | JacksonException e) {
            return Reply.json(400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private Reply route(WebRequest request) {
        JsonNode body = request.body().isBlank() ? Json.read("{}") : Json.read(request.body());
        String faultId = request.path().startsWith("/faults/") ? request.path().substring("/faults/".length()) : "";
        return switch (request.method() + " " + (faultId.isEmpty() ? request.path() : "/faults/{id}")) {
            case "GET /health" -> Reply.json(200, health());
            case "GET /faults" -> Reply.json(200, faults());
            case "POST /faults" -> done(() -> plant.faults().arm(fault(body)));
            case "DELETE /faults" -> done(plant.faults()::clear);
            case "DELETE /faults/{id}" -> done(() -> plant.faults().clear(kind(faultId)));
            case "GET /ledger" -> Reply.json(200, ledger(request));
            case "POST /clock" -> done(() -> plant.freeze(Instant.parse(text(body, "frozenAt"))));
            case "DELETE /clock" -> done(plant::thaw);
            case "POST /work" -> done(() -> plant.work(body.path("running").asBoolean()));
            case "POST /tick" -> done(() -> tick(request.number("count", 1)));
            case "GET /parameters" -> Reply.json(200, office.parameters());
            case "POST /parameters" -> done(() -> setParameters(body));
            case "POST /protheus/reversal" ->
                done(() -> office.reverse(body.path("recno").asLong()));
            case "POST /protheus/push" ->
                done(() ->
                        office.pushOrdersTo(URI.create(text(body, "url")), text(body, "user"), text(body, "password")));
            case "DELETE /protheus/push" -> done(office::stopPushing);
            case "POST /protheus/order" -> done(() -> office.changeOrder(text(body, "order"), quantity(body)));
            case "DELETE /protheus/order" ->
                done(() -> office.deleteOrder(request.parameter("order").orElse("")));
            case "POST /protheus/verdict" ->
                done(() -> office.judge(text(body, "order"), text(body, "operation", ""), text(body, "verdict")));
            case "POST /csw/movement" ->
                Reply.json(200, office.move(text(body, "order"), quantity(body), text(body, "operator", "CONTROLE")));
            default -> Reply.json(404, Map.of("message", "no " + request.method() + " " + request.path()));
        };
    }

    private Reply done(Runnable command) {
        command.run();
        return Reply.json(200, health());
    }

    private Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "UP");
        health.put("now", plant.now().toString());
        health.put("frozen", plant.isFrozen());
        health.put("working", plant.isWorking());
        health.put("protheus", plant.protheusUri().toString());
        health.put("csw", plant.cswJdbcUrl());
        health.put("ledger", plant.ledger().last());
        return health;
    }

    private Map<String, Object> faults() {
        Map<String, Object> known = new TreeMap<>();
        Arrays.stream(FaultKind.values())
                .forEach(kind -> known.put(kind.name(), Map.of("text", kind.text(), "variants", kind.variants())));
        List<Map<String, Object>> armed =
                plant.faults().armed().stream().map(ControlPort::shown).toList();
        return Map.of("armed", armed, "known", known);
    }

    private static Map<String, Object> shown(Fault fault) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", fault.kind().name());
        shown.put("times", fault.times());
        shown.put("after", fault.after());
        shown.put("endpoint", fault.endpoint() == null ? "" : fault.endpoint());
        shown.put("delayMillis", fault.delay().toMillis());
        shown.put("variant", fault.effect());
        return shown;
    }

    private static Fault fault(JsonNode body) {
        Fault fault = Fault.once(kind(text(body, "id")))
                .times(body.path("times").asInt(0))
                .after(body.path("after").asInt(0))
                .as(text(body, "variant", ""));
        if (body.hasNonNull("endpoint")) {
            fault = fault.on(text(body, "endpoint"));
        }
        return body.hasNonNull("delayMillis")
                ? fault.late(Duration.ofMillis(body.path("delayMillis").asLong()))
                : fault;
    }

    private static FaultKind kind(String id) {
        return FaultKind.named(id).orElseThrow(() -> new IllegalArgumentException("unknown fault " + id));
    }

    private List<Map<String, Object>> ledger(WebRequest request) {
        long after = request.parameter("after").map(Long::parseLong).orElse(0L);
        return plant.ledger().after(after, request.parameter("kind").orElse(null)).stream()
                .map(entry -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("id", entry.id());
                    shown.put("at", entry.at().toString());
                    shown.put("kind", entry.kind());
                    shown.put("company", entry.company());
                    shown.put("key", entry.key());
                    shown.put("detail", entry.detail());
                    return shown;
                })
                .toList();
    }

    private void tick(int count) {
        for (int i = 0; i < count; i++) {
            plant.tick();
        }
    }

    private void setParameters(JsonNode body) {
        body.properties()
                .forEach(entry -> office.set(
                        Parameter.named(entry.getKey())
                                .orElseThrow(() -> new IllegalArgumentException("unknown parameter " + entry.getKey())),
                        entry.getValue().asString()));
    }

    private static @Nullable BigDecimal quantity(JsonNode body) {
        return body.hasNonNull("quantity") ? new BigDecimal(text(body, "quantity")) : null;
    }

    private static String text(JsonNode body, String field) {
        if (!body.hasNonNull(field)) {
            throw new IllegalArgumentException("field " + field + " is missing");
        }
        return body.get(field).asString();
    }

    private static String text(JsonNode body, String field, String otherwise) {
        return body.hasNonNull(field) ? body.get(field).asString() : otherwise;
    }

    @Override
    public void close() {
        server.close();
    }
}
