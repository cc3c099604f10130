package io.esteira.odata;

import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.jspecify.annotations.Nullable;

/** An entity model that stands ready. Immutable. */
final class HubEdm extends CsdlAbstractEdmProvider {

    static final String NAMESPACE = "esteira";
    static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "Hub");

    private final CsdlSchema schema;
    private final CsdlEntityContainer container;
    private final Map<String, CsdlTerm> terms;

    /** @param terms that its annotations use, by their full names */
    HubEdm(CsdlSchema schema, Map<String, CsdlTerm> terms) {
        this.schema = schema;
        this.container = schema.getEntityContainer();
        this.terms = terms;
    }

    static FullQualifiedName name(String type) {
        return new FullQualifiedName(NAMESPACE, type);
    }

    @Override
    public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
        return isOurs(name) ? schema.getEntityType(name.getName()) : null;
    }

    @Override
    public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
        return isOurs(name) ? schema.getComplexType(name.getName()) : null;
    }

    private static boolean isOurs(FullQualifiedName name) {
        return name.getNamespace().equals(NAMESPACE);
    }

    @Override
    public @Nullable CsdlEntitySet getEntitySet(FullQualifiedName owner, String name) {
        return owner.equals(CONTAINER) ? container.getEntitySet(name) : null;
    }

    @Override
    public @Nullable CsdlTerm getTerm(FullQualifiedName name) {
        return terms.get(name.getFullQualifiedNameAsString());
    }

    @Override
    public @Nullable CsdlEntityContainerInfo getEntityContainerInfo(@Nullable FullQualifiedName name) {
        return name == null || name.equals(CONTAINER)
                ? new CsdlEntityContainerInfo().setContainerName(CONTAINER)
                : null;
    }

    @Override
    public List<CsdlSchema> getSchemas() {
        return List.of(schema);
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
        return container;
    }
}
