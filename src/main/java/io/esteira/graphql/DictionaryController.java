package io.esteira.graphql;

import io.esteira.platform.Callers;
import io.esteira.platform.Role;
import io.esteira.query.DataDictionary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

@Controller
class DictionaryController {

    static final List<Role> MAY_READ = List.of(Role.ANALYST, Role.IT, Role.INTEGRATION);

    private final DataDictionary dictionary;
    private final Callers callers;

    DictionaryController(DataDictionary dictionary, Callers callers) {
        this.dictionary = dictionary;
        this.callers = callers;
    }

    @QueryMapping
    List<DataDictionary.Entry> dataDictionary(@Argument @Nullable String entity, @Argument @Nullable String field) {
        if (!callers.current().hasAny(MAY_READ)) {
            throw new AccessDeniedException("data dictionary");
        }
        return dictionary.find(entity, field);
    }
}
