package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.ProtheusProperties.Inspections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/** The addresses of QIP's services, in whose paths everything stands that they are asked. */
final class InspectionList {

    private static final String ROOT = "/processinspections/api/qip/v1/";

    /** A blank segment of a path stands for all laboratories, or operations. */
    private static final String ALL = " ";

    private final String user;
    private final String laboratory;
    private final boolean withLaboratory;

    InspectionList(ProtheusProperties properties) {
        this(properties, properties.inspections().withLaboratory());
    }

    /** @param withLaboratory whether the release knows laboratories, whatever the configuration says */
    InspectionList(ProtheusProperties properties, boolean withLaboratory) {
        Inspections settings = properties.inspections();
        this.user = settings.login().isBlank() ? properties.user() : settings.login();
        this.laboratory = settings.laboratory();
        this.withLaboratory = withLaboratory;
    }

    /**
     * Inspections that wait for a verdict, by order. The first of the three flags at the end that is set leaves out all but its kind (not
     * started, without verdict, incomplete): without any, all come.
     */
    String pending(int page, int size) {
        return path(
                "pendinglist",
                "productionOrderID",
                "ASC",
                Integer.toString(page),
                Integer.toString(size),
                "false",
                "false",
                "false");
    }

    /** One inspection, whether it waits or not. Some releases take no notice of the operation and answer all. */
    String one(InspectionKey key) {
        return path("inspection", Long.toString(key.recno()), orAll(key.operation()));
    }

    private String path(String service, String... asked) {
        Stream<String> whose = withLaboratory ? Stream.of(user, orAll(laboratory)) : Stream.of(user);
        return Stream.concat(whose, Stream.of(asked))
                .map(segment -> UriUtils.encodePathSegment(segment, "UTF-8"))
                .collect(Collectors.joining("/", ROOT + service + "/", ""));
    }

    private static String orAll(String text) {
        return text.isBlank() ? ALL : text;
    }
}
