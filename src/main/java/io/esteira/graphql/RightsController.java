package io.esteira.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.platform.Role;
import io.esteira.query.Catalog;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Tells what each root field needs. */
@Controller
class RightsController {

    record Right(OperationKind kind, String field, List<String> roles, boolean mine) {}

    private final FieldRoles needed;
    private final Callers callers;

    RightsController(Catalog catalog, Callers callers) {
        this.needed = new FieldRoles(catalog);
        this.callers = callers;
    }

    @QueryMapping
    List<Right> rights(@Argument @Nullable String field, DataFetchingEnvironment environment) {
        Caller caller = callers.current();
        if (!caller.hasAny(FieldRoles.ANY)) {
            throw new AccessDeniedException("no role");
        }
        GraphQLSchema schema = environment.getGraphQLSchema();
        return Stream.of(OperationKind.values())
                .flatMap(kind -> kind.fields(schema)
                        .filter(name -> field == null || field.equals(name))
                        .map(name -> right(kind, name, caller)))
                .toList();
    }

    private Right right(OperationKind kind, String field, Caller caller) {
        List<Role> roles = needed.of(kind, field);
        return new Right(kind, field, names(roles), caller.hasAny(roles));
    }

    private static List<String> names(List<Role> roles) {
        return Stream.concat(Stream.of(Role.ADMIN), roles.stream())
                .map(Role::claim)
                .distinct()
                .sorted()
                .toList();
    }
}
