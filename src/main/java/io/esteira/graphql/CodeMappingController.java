package io.esteira.graphql;

import io.esteira.mapping.CodeMapping;
import io.esteira.mapping.CodeMappings;
import io.esteira.mapping.MappingKind;
import io.esteira.mapping.MappingTexts;
import io.esteira.platform.Callers;
import io.esteira.query.GlobalId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Rows within the answers are read by the engine, by their internal ids. */
@Controller
class CodeMappingController {

    private static final String TYPE = "CodeMapping";

    record SaveCodeMappingInput(
            @Nullable String id,
            String company,
            MappingKind kind,
            String fromSource,
            String fromCode,
            String toSource,
            String toCode,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {

        CodeMapping mapping() {
            return new CodeMapping(kind, fromSource, fromCode, toSource, toCode, validFrom, validTo);
        }
    }

    record SaveCodeMappingPayload(long mappingId) {}

    record RemoveCodeMappingPayload(String id) {}

    private final CodeMappings mappings;
    private final Callers callers;

    CodeMappingController(CodeMappings mappings, Callers callers) {
        this.mappings = mappings;
        this.callers = callers;
    }

    @MutationMapping
    Object saveCodeMapping(@Argument SaveCodeMappingInput input) {
        String given = input.id();
        Optional<UUID> id = given == null ? Optional.empty() : PublicId.find(given, TYPE);
        if (given != null && id.isEmpty()) {
            return MappingTexts.notFound();
        }
        return answer(
                mappings.save(callers.current(), input.company(), id.orElse(null), input.mapping()),
                done -> new SaveCodeMappingPayload(done.mappingId()));
    }

    @MutationMapping
    Object removeCodeMapping(@Argument String id) {
        return PublicId.find(id, TYPE)
                .map(mapping -> answer(
                        mappings.remove(callers.current(), mapping),
                        done -> new RemoveCodeMappingPayload(new GlobalId(TYPE, done.publicId()).text())))
                .orElseGet(MappingTexts::notFound);
    }

    private static Object answer(CodeMappings.Answer answer, Function<CodeMappings.Answer.Done, Object> payload) {
        return switch (answer) {
            case CodeMappings.Answer.Done done -> payload.apply(done);
            case CodeMappings.Answer.Refused refused -> refused.refusal();
        };
    }
}
