package io.esteira.odata;

import io.esteira.documents.Asker;
import io.esteira.documents.DocumentRefused;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpHeader;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.CountEntityCollectionProcessor;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.serializer.EntitySerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.jspecify.annotations.Nullable;

/** Answers one request by asking the contract as its caller. */
final class Reads implements CountEntityCollectionProcessor, EntityProcessor {

    private final Contract contract;
    private final Asker asker;
    private final OData odata;
    private final ServiceMetadata metadata;
    private boolean begun;

    Reads(Contract contract, Asker asker, OData odata, ServiceMetadata metadata) {
        this.contract = contract;
        this.asker = asker;
        this.odata = odata;
        this.metadata = metadata;
    }

    @Override
    public void init(OData library, ServiceMetadata about) {
        begun = true;
    }

    /** The library has understood the request. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void readEntityCollection(ODataRequest request, ODataResponse response, UriInfo asked, ContentType format)
            throws ODataApplicationException, ODataLibraryException {
        Options.requireServed(asked);
        Way way = Way.of(contract, asked.getUriResourceParts());
        try {
            write(
                    response,
                    format,
                    asked.getApplyOption() == null
                            ? list(request, response, asked, format, way)
                            : new ByteArrayInputStream(
                                    new Groups(contract, asker, way, asked).answer(request, format)));
        } catch (DocumentRefused refused) {
            throw Refusals.of(refused);
        }
    }

    private InputStream list(ODataRequest request, ODataResponse response, UriInfo asked, ContentType format, Way way)
            throws ODataApplicationException, ODataLibraryException {
        Selection selection = Selection.of(way.last().type(), asked.getSelectOption(), asked.getExpandOption());
        Integer wished =
                odata.createPreferences(request.getHeaders(HttpHeader.PREFER)).getMaxPageSize();
        int size = wished == null || wished < 1 ? ListReader.LONG_PAGE : Math.min(wished, ListReader.LONG_PAGE);
        ListReader.Page page = new ListReader(contract, asker, way, asked).page(selection, size);
        if (wished != null) {
            response.setHeader(HttpHeader.PREFERENCE_APPLIED, "odata.maxpagesize=" + size);
        }
        String address = address(request);
        Rows rows = new Rows(contract);
        EntityCollection answer = new EntityCollection();
        page.rows().forEach(row -> answer.getEntities()
                .add(rows.entity((Map<?, ?>) row, selection, Rows.keyed(address, row))));
        answer.setCount(page.count());
        if (page.next() != null) {
            answer.setNext(NextLink.of(request, page.next(), page.rest()));
        }
        return odata.createSerializer(format)
                .entityCollection(
                        metadata,
                        way.last().type(),
                        answer,
                        EntityCollectionSerializerOptions.with()
                                .contextURL(context(request, way, asked).build())
                                .count(asked.getCountOption())
                                .expand(asked.getExpandOption())
                                .select(asked.getSelectOption())
                                .id(request.getRawBaseUri() + '/' + address)
                                .build())
                .getContent();
    }

    private static String address(ODataRequest request) {
        return request.getRawODataPath().substring(1);
    }

    private ContextURL.Builder context(ODataRequest request, Way way, UriInfo asked) throws ODataLibraryException {
        return ContextURL.with()
                .serviceRoot(URI.create(request.getRawBaseUri() + '/'))
                .entitySet(way.set().getEntitySet())
                .keyPath(
                        way.steps().size() == 1
                                ? null
                                : odata.createUriHelper()
                                        .buildContextURLKeyPredicate(way.set().getKeyPredicates()))
                .navOrPropertyPath(way.beyondTheSet())
                .selectList(odata.createUriHelper()
                        .buildContextURLSelectList(
                                way.last().type(), asked.getExpandOption(), asked.getSelectOption()));
    }

    @Override
    public void readEntity(ODataRequest request, ODataResponse response, UriInfo asked, ContentType format)
            throws ODataApplicationException, ODataLibraryException {
        Options.requireServed(asked);
        Way way = Way.of(contract, asked.getUriResourceParts());
        Selection selection = Selection.of(way.last().type(), asked.getSelectOption(), asked.getExpandOption());
        Map<?, ?> row = row(way, selection);
        if (row == null) {
            response.setStatusCode(HttpStatusCode.NO_CONTENT.getStatusCode());
            return;
        }
        write(
                response,
                format,
                odata.createSerializer(format)
                        .entity(
                                metadata,
                                way.last().type(),
                                new Rows(contract).entity(row, selection, address(request)),
                                EntitySerializerOptions.with()
                                        .contextURL(context(request, way, asked)
                                                .suffix(ContextURL.Suffix.ENTITY)
                                                .build())
                                        .expand(asked.getExpandOption())
                                        .select(asked.getSelectOption())
                                        .build())
                        .getContent());
    }

    private @Nullable Map<?, ?> row(Way way, Selection selection) throws ODataApplicationException {
        Operation operation = new Operation();
        String inner = selection.text(contract, operation);
        String text = operation.text(way.text(contract, operation, "", inner));
        try {
            return (Map<?, ?>) way.found(asker.ask(text, operation.variables()));
        } catch (DocumentRefused refused) {
            throw Refusals.of(refused);
        }
    }

    @Override
    public void countEntityCollection(ODataRequest request, ODataResponse response, UriInfo asked)
            throws ODataApplicationException {
        Options.requireServed(asked);
        if (asked.getApplyOption() != null) {
            throw Refusals.notServed(
                    "The number of groups as a text; $count=true tells it beside them. /$count of $apply");
        }
        Way way = Way.of(contract, asked.getUriResourceParts());
        try {
            int count = new ListReader(contract, asker, way, asked).count();
            byte[] text = String.valueOf(count).getBytes(StandardCharsets.UTF_8);
            write(response, ContentType.TEXT_PLAIN, new ByteArrayInputStream(text));
        } catch (DocumentRefused refused) {
            throw Refusals.of(refused);
        }
    }

    private static void write(ODataResponse response, ContentType format, InputStream content) {
        response.setStatusCode(HttpStatusCode.OK.getStatusCode());
        response.setHeader(HttpHeader.CONTENT_TYPE, Objects.requireNonNull(format.toContentTypeString()));
        response.setContent(content);
    }

    @Override
    public void createEntity(
            ODataRequest request, ODataResponse response, UriInfo asked, ContentType sent, ContentType format)
            throws ODataApplicationException {
        throw Refusals.readOnly();
    }

    @Override
    public void updateEntity(
            ODataRequest request, ODataResponse response, UriInfo asked, ContentType sent, ContentType format)
            throws ODataApplicationException {
        throw Refusals.readOnly();
    }

    @Override
    public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo asked)
            throws ODataApplicationException {
        throw Refusals.readOnly();
    }
}
