package io.esteira.graphql;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/** The schema as clients are to see it. */
final class SchemaText {

    private SchemaText() {}

    static String of(GraphQLSchema schema) {
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeDirectiveDefinitions(false)
                        .includeDirectives(name -> name.equals("deprecated") || name.equals("oneOf"))
                        .includeSchemaDefinition(false)
                        .includeScalarTypes(true))
                .print(schema);
    }
}
