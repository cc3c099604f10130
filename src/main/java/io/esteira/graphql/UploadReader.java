package io.esteira.graphql;

import io.esteira.query.Upload;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Reads requests that bring files, by the GraphQL multipart request specification: a field {@code operations}, a field {@code map} that
 * says where in its variables each file belongs, and the files.
 */
final class UploadReader {

    private static final String OPERATIONS = "operations";
    private static final String MAP = "map";
    private static final Set<String> FIELDS = Set.of(OPERATIONS, MAP);
    private static final String VARIABLES = "variables";

    /** A form of another site cannot send any of these: a browser asks first. */
    private static final List<String> PREFLIGHT = List.of("GraphQL-Preflight", "Apollo-Require-Preflight");

    private static final int LONGEST_PLACE = 1_000;
    private static final int LONGEST_INDEX = 6;

    private final ReadProperties limits;
    private final BiFunction<String, byte[], Map<String, Object>> json;

    /** @param json reads an object, by what it is called and its text; the lists and objects within it can be changed */
    UploadReader(ReadProperties limits, BiFunction<String, byte[], Map<String, Object>> json) {
        this.limits = limits;
        this.json = json;
    }

    /** The request with its files in their places. */
    Map<String, Object> read(ServerRequest request) throws IOException {
        if (PREFLIGHT.stream().allMatch(name -> request.headers().header(name).isEmpty())) {
            throw refused(
                    HttpStatus.BAD_REQUEST,
                    "PREFLIGHT_REQUIRED",
                    "Send the header GraphQL-Preflight: true with files.");
        }
        Map<String, Part> parts = parts(request);
        Map<String, Object> operations = json.apply(OPERATIONS, field(parts, OPERATIONS));
        Map<String, Object> places = json.apply(MAP, field(parts, MAP));
        if (places.size() > limits.maxUploads() || parts.size() > limits.maxUploads() + FIELDS.size()) {
            throw tooMany();
        }
        if (parts.size() < places.size() + FIELDS.size()) {
            throw bad("`map` names files that the request does not bring.");
        }
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (!FIELDS.contains(part.getKey())) {
                put(operations, part.getValue(), places.get(part.getKey()));
            }
        }
        return operations;
    }

    private Map<String, Part> parts(ServerRequest request) {
        Map<String, Part> byName = new LinkedHashMap<>();
        for (Part part : received(request)) {
            if (byName.put(part.getName(), part) != null) {
                throw bad("Two parts have the same name.");
            }
        }
        return byName;
    }

    /** The container holds files to their limits while it reads. */
    private Collection<Part> received(ServerRequest request) {
        try {
            return request.servletRequest().getParts();
        } catch (IllegalStateException e) {
            throw tooLarge(e.getCause());
        } catch (ServletException | IOException e) {
            throw bad("The request is no sound multipart/form-data.");
        }
    }

    private HttpRefused tooLarge(@Nullable Throwable cause) {
        return switch (cause) {
            case FileCountLimitExceededException many -> tooMany();
            case FileSizeLimitExceededException large -> {
                long most = limits.maxUpload().toBytes();
                yield HttpRefused.tooMuch(
                        HttpStatus.CONTENT_TOO_LARGE,
                        Problem.limit("FILE_LIMIT", "A file has more than " + most + " bytes.", most));
            }
            case null, default -> HttpRefused.bodyLimit(limits);
        };
    }

    private static byte[] field(Map<String, Part> parts, String name) throws IOException {
        Part part = parts.get(name);
        if (part == null || part.getSubmittedFileName() != null) {
            throw bad("The request needs a field `" + name + "`.");
        }
        return part.getInputStream().readAllBytes();
    }

    private static void put(Map<String, Object> operations, Part part, @Nullable Object places) {
        String name = part.getSubmittedFileName();
        if (name == null) {
            throw bad("A part that `map` is about is no file.");
        }
        if (!(places instanceof List<?> list) || list.isEmpty()) {
            throw bad("`map` has to say by a list where each file belongs.");
        }
        Upload file = new Upload(name, part::getInputStream);
        for (Object place : list) {
            if (!(place instanceof String text) || text.length() > LONGEST_PLACE) {
                throw nowhere();
            }
            put(operations, text.split("\\.", -1), file);
        }
    }

    private static void put(Map<String, Object> operations, String[] way, Upload file) {
        if (way.length < 2 || !way[0].equals(VARIABLES)) {
            throw nowhere();
        }
        Object at = operations;
        for (int i = 0; i < way.length - 1; i++) {
            at = member(at, way[i]);
        }
        set(at, way[way.length - 1], file);
    }

    private static @Nullable Object member(@Nullable Object at, String name) {
        return switch (at) {
            case Map<?, ?> object -> object.get(name);
            case List<?> list -> list.get(index(list, name));
            case null, default -> throw nowhere();
        };
    }

    /** What is there already must be null, so that no two files come to one place. */
    @SuppressWarnings("unchecked") // as it was read
    private static void set(@Nullable Object at, String name, Upload file) {
        switch (at) {
            case Map<?, ?> object
            when object.containsKey(name) && object.get(name) == null -> ((Map<String, Object>) object).put(name, file);
            case List<?> list
            when list.get(index(list, name)) == null -> ((List<Object>) list).set(index(list, name), file);
            case null, default -> throw nowhere();
        }
    }

    private static int index(List<?> list, String text) {
        boolean number = !text.isEmpty()
                && text.length() <= LONGEST_INDEX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = number ? Integer.parseInt(text) : list.size();
        if (index >= list.size()) {
            throw nowhere();
        }
        return index;
    }

    private static HttpRefused nowhere() {
        return bad("`map` has to name places in the variables that are there and null, such as variables.file.");
    }

    private HttpRefused tooMany() {
        int most = limits.maxUploads();
        return HttpRefused.tooMuch(
                HttpStatus.CONTENT_TOO_LARGE,
                Problem.limit("UPLOAD_LIMIT", "The request has more than " + most + " files.", most));
    }

    private static HttpRefused bad(String message) {
        return refused(HttpStatus.BAD_REQUEST, "BAD_UPLOAD", message);
    }

    private static HttpRefused refused(HttpStatus status, String code, String message) {
        return new HttpRefused(status, new Problem(code, message, Map.of()), Map.of());
    }
}
