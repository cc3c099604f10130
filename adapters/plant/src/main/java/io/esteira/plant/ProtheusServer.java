package io.esteira.plant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The simulated Protheus' REST services and everything that can happen to a request on its way. Thread-safe. */
final class ProtheusServer implements AutoCloseable {

    private static final String ROOT = "/rest";
    private static final String SOAP = "/ws/";
    private static final String TOKEN = "token";
    private static final String QUERY = "genericQuery";
    private static final Map<String, String> PATHS = Map.of(
            "/api/oauth2/v1/token",
            TOKEN,
            "/api/framework/v1/genericquery",
            QUERY,
            InspectionList.ROOT + InspectionList.PENDING,
            InspectionList.PENDING,
            InspectionList.ROOT + InspectionList.ONE,
            InspectionList.ONE);
    private static final int LARGEST_BODY = 1 << 20;
    private static final List<String> TENANT_ERRORS = List.of("400", "403", "500");

    private final WebServer server;
    private final ProtheusTokens tokens;
    private final GenericQuery query;
    private final List<ModuleList> lists;
    private final InspectionList inspections;
    private final List<WritingService> writing;
    private final Faults faults;

    ProtheusServer(
            int port,
            ProtheusTokens tokens,
            GenericQuery query,
            List<ModuleList> lists,
            InspectionList inspections,
            List<WritingService> writing,
            Faults faults) {
        this.tokens = tokens;
        this.query = query;
        this.lists = List.copyOf(lists);
        this.inspections = inspections;
        this.writing = List.copyOf(writing);
        this.faults = faults;
        this.server = new WebServer("Protheus", port, "ESTEIRA_DEMO_PROTHEUS_PORT", this::answer);
    }

    /** With the root that all services have. */
    URI uri() {
        return URI.create(server.uri() + ROOT);
    }

    private Reply answer(WebRequest request) {
        String path = request.path().startsWith(ROOT)
                ? request.path().substring(ROOT.length())
                : request.path().startsWith(SOAP) ? request.path() : "";
        WritingService written = written(request, path);
        String endpoint = endpoint(written, path);
        if (endpoint.isEmpty()) {
            return Reply.ttalk(404, "Not Found", "Servico nao publicado: " + request.path());
        }
        Optional<Reply> early = unreachable(request, endpoint).or(() -> unauthorised(request, endpoint));
        if (early.isPresent() && written != null) {
            written.recordUnexecuted(request, early.get());
        }
        return early.orElseGet(() -> serve(request, path, endpoint, written));
    }

    /** What carries the request out; null where it only asks. */
    private @Nullable WritingService written(WebRequest request, String path) {
        return writing.stream()
                .filter(service -> service.takes(request.method(), path))
                .findFirst()
                .orElse(null);
    }

    private String endpoint(@Nullable WritingService written, String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (written != null) {
            return written.endpoint();
        }
        Stream<Map.Entry<String, String>> paths = Stream.concat(
                PATHS.entrySet().stream(),
                lists.stream()
                        .map(list ->
                                Map.entry((ModuleList.ROOT + list.endpoint()).toLowerCase(Locale.ROOT), nameOf(list))));
        return paths.filter(known -> (lower + "/").startsWith(known.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** What happens before the service knows of the request. */
    private Optional<Reply> unreachable(WebRequest request, String endpoint) {
        boolean tooLarge = request.body().getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY;
        return first(
                () -> on(FaultKind.F10, endpoint).map(fault -> Reply.drop()),
                () -> on(FaultKind.F08, endpoint)
                        .map(fault -> fault.effect().equals("empty")
                                ? Reply.empty(503)
                                : Reply.ttalk(503, "Service Unavailable", "Nao ha licencas disponiveis")),
                () -> on(FaultKind.F05, endpoint)
                        .map(fault -> fault.effect().equals("html")
                                ? Reply.html(404, "404 Not Found")
                                : Reply.legacy(404, "Servico nao publicado")),
                () -> on(FaultKind.F06, endpoint)
                        .map(fault -> Reply.html(Integer.parseInt(fault.effect()), "TOTVS Protheus - Login")),
                () -> on(FaultKind.F35, endpoint)
                        .or(() -> tooLarge ? Optional.of(Fault.once(FaultKind.F35)) : Optional.empty())
                        .map(fault -> fault.effect().equals("drop")
                                ? Reply.drop()
                                : Reply.legacy(500, "String size overflow: MAXSTRINGSIZE")));
    }

    private Optional<Reply> unauthorised(WebRequest request, String endpoint) {
        if (endpoint.equals(TOKEN)) {
            return Optional.empty();
        }
        on(FaultKind.F01, endpoint).ifPresent(fault -> tokens.revoke());
        if (!tokens.isAuthenticated(request)) {
            return Optional.of(Reply.ttalk(401, "Unauthorized", "Token invalido ou expirado"));
        }
        return first(
                () -> on(FaultKind.F03, endpoint)
                        .map(fault -> Reply.json(202, Map.of("message", "E necessario alterar a senha do usuario"))),
                () -> on(FaultKind.F04, endpoint)
                        .map(fault -> fault.effect().equals("html")
                                ? Reply.html(403, "403 Forbidden")
                                : Reply.ttalk(403, "Forbidden", "Usuario sem permissao para o servico")),
                () -> (endpoint.equals(QUERY) ? on(FaultKind.F09, endpoint) : Optional.<Fault>empty())
                        .map(fault -> Reply.ttalk(428, "Precondition Required", "")),
                () -> TENANT_ERRORS.stream()
                        .flatMap(effect -> on(FaultKind.F22, endpoint, effect).stream())
                        .findFirst()
                        .map(fault -> Reply.ttalk(Integer.parseInt(fault.effect()), "tenantId invalido", "")),
                () -> runtimeError(endpoint, "clean"),
                () -> (endpoint.equals(AppointmentDialects.WITH_MESSAGES)
                                ? Optional.<Fault>empty()
                                : on(FaultKind.F27, endpoint))
                        .map(fault ->
                                Reply.ttalk(Integer.parseInt(fault.effect()), "Erro", Refusal.RECORD_LOCKED.text(""))),
                () -> on(FaultKind.F17, endpoint).map(ProtheusServer::misplacedRefusal),
                () -> on(FaultKind.F33, endpoint)
                        .map(fault -> Reply.mixed(Integer.parseInt(fault.effect()), Refusal.VERDICT_EXISTS.text(""))),
                () -> spoilt(endpoint, "clean"));
    }

    private static Reply misplacedRefusal(Fault fault) {
        String text = Refusal.OPERATION_TOTAL.text("");
        return fault.effect().equals("200")
                ? Reply.json(200, Map.of("code", 400, "message", "Erro", "detailedMessage", text))
                : Reply.legacy(500, text);
    }

    private Optional<Reply> runtimeError(String endpoint, String effect) {
        return on(FaultKind.F18, endpoint, effect)
                .map(fault -> Reply.legacy(
                        500,
                        "THREAD ERROR ([4711], esteira, REST) variable does not exist NPOS on A680GRAVA(MATA680.PRX) "
                                + "18/03/2025 10:22:41 line : 2310 Called from MATA681(MATA681.PRX) line : 411"));
    }

    /** An answer of 200 that cannot be read. */
    private Optional<Reply> spoilt(String endpoint, String effect) {
        return first(
                () -> on(FaultKind.EMPTY, endpoint, effect).map(fault -> Reply.empty(200)),
                () -> on(FaultKind.UNREADABLE, endpoint, effect).map(fault -> Reply.json(200, Map.of())
                        .withBody("{\"items\":[{\"c2".getBytes(StandardCharsets.UTF_8))));
    }

    /** Reading what a service writes too has a name of its own, so that failures of the one leave the other alone. */
    private String nameOf(ModuleList list) {
        boolean writes = writing.stream().anyMatch(service -> service.endpoint().equals(list.endpoint()));
        return writes ? list.endpoint() + "List" : list.endpoint();
    }

    private Reply serve(WebRequest request, String path, String endpoint, @Nullable WritingService written) {
        Reply reply = endpoint.equals(TOKEN)
                ? tokens.issue(request, faults.take(FaultKind.F02, TOKEN))
                : written != null ? posted(request, written) : read(request, path, endpoint);
        return afterwards(reply, endpoint);
    }

    private Reply posted(WebRequest request, WritingService service) {
        return List.of("POST", "DELETE").contains(request.method())
                ? service.post(request, branch(request, service.endpoint()))
                : Reply.ttalk(405, "Method Not Allowed", request.method());
    }

    private Reply afterwards(Reply reply, String endpoint) {
        return this.<Reply>first(
                        () -> on(FaultKind.F11, endpoint)
                                .map(fault -> fault.effect().equals("drop") ? Reply.drop() : reply.late(fault.delay())),
                        () -> runtimeError(endpoint, "committed"),
                        () -> spoilt(endpoint, "committed"))
                .orElse(reply);
    }

    private Reply read(WebRequest request, String path, String endpoint) {
        Optional<Reply> forced = on(FaultKind.F20, endpoint)
                .map(fault -> Reply.legacy(500, "Erro na execucao da query: Invalid column name"))
                .or(() -> on(FaultKind.F07, endpoint).map(ProtheusServer::nothing));
        if (forced.isPresent()) {
            return forced.get();
        }
        Distortion distortion = new Distortion(faults, endpoint);
        try {
            int drift = distortion.drift(request.number("page", 1));
            String branch = branch(request, endpoint);
            ModuleList list = lists.stream()
                    .filter(known -> nameOf(known).equals(endpoint))
                    .findFirst()
                    .orElse(null);
            if (list == null) {
                return endpoint.equals(QUERY)
                        ? distortion.reply(query.read(request, branch, drift))
                        : inspections(path, endpoint, branch, drift, distortion);
            }
            String key =
                    path.substring(ModuleList.ROOT.length() + list.endpoint().length());
            if (!key.isEmpty()) {
                return one(list, branch, key.substring(1));
            }
            RowPage page = list.list(request, branch, drift);
            return page.rows().isEmpty() ? nothingAs(list.whenEmpty()) : distortion.reply(page);
        } catch (BadQuery e) {
            return Reply.legacy(e.status(), String.valueOf(e.getMessage()));
        }
    }

    private Reply inspections(String path, String endpoint, String branch, int drift, Distortion distortion) {
        return on(FaultKind.F37, endpoint)
                .map(fault -> Reply.mixed(405, "Modulo de Inspecao de Processos nao implantado"))
                .orElseGet(() -> distortion.reply(
                        endpoint.equals(InspectionList.PENDING)
                                ? inspections.pending(path, branch, drift)
                                : inspections.one(path, branch),
                        Map.of("code", 200)));
    }

    private static Reply one(ModuleList list, String branch, String key) {
        if (list.knowsKeysAlone()) {
            return list.one(branch, key).map(row -> Reply.json(200, row)).orElseGet(() -> nothingAs(list.whenEmpty()));
        }
        int slash = key.indexOf('/');
        return slash < 0
                ? Reply.ttalk(404, "Not Found", key)
                : list.one(key.substring(0, slash), key.substring(slash + 1))
                        .map(order -> Reply.json(200, order))
                        .orElseGet(() -> nothingAs(list.whenEmpty()));
    }

    private static Reply nothing(Fault fault) {
        return nothingAs(fault.effect());
    }

    private static Reply nothingAs(String effect) {
        String text = "Nenhum registro encontrado";
        return switch (effect) {
            case "404" -> Reply.ttalk(404, text, text);
            case "200code400" -> Reply.json(200, Map.of("code", 400, "message", text));
            case "items" -> Reply.json(200, Map.of("items", List.of(), "hasNext", false));
            default -> Reply.ttalk(400, text, text);
        };
    }

    /** The branch of the request's tenant; the server's default where it names none, or is ignored. */
    private String branch(WebRequest request, String endpoint) {
        String tenant = request.header("tenantId").orElse("");
        boolean known = tenant.equals(ProtheusCatalog.GROUP + "," + ProtheusCatalog.BRANCH);
        boolean ignored = on(FaultKind.F21, endpoint).isPresent()
                || on(FaultKind.F22, endpoint, "default").isPresent();
        return known && !ignored ? ProtheusCatalog.BRANCH : ProtheusCatalog.OTHER_BRANCH;
    }

    private Optional<Fault> on(FaultKind kind, String endpoint) {
        return Optional.ofNullable(faults.take(kind, endpoint));
    }

    private Optional<Fault> on(FaultKind kind, String endpoint, String effect) {
        return Optional.ofNullable(faults.take(kind, endpoint, effect));
    }

    @SafeVarargs
    private <T> Optional<T> first(Supplier<Optional<T>>... candidates) {
        return Stream.of(candidates)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void close() {
        server.close();
    }
}
