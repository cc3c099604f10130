package io.esteira.graphql;

import io.esteira.mapping.ImportReport;
import io.esteira.mapping.MappingFile;
import io.esteira.mapping.MappingFiles;
import io.esteira.mapping.MappingKind;
import io.esteira.mapping.MappingSuggestions;
import io.esteira.mapping.MappingTexts;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.platform.Refusal;
import io.esteira.query.ReadRefused;
import io.esteira.query.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Code mappings by the file, and guesses of what is still to be mapped. */
@Controller
class MappingFileController {

    private static final int MOST_SUGGESTIONS = 500;

    /** The job is read by the engine, by its internal id. */
    record ImportCodeMappingsPayload(
            @Nullable Long jobId,
            @Nullable Integer created,
            @Nullable Integer updated,
            @Nullable Integer unchanged,
            @Nullable Integer refusedCount,
            @Nullable List<RefusedMappingLine> refused) {}

    record RefusedMappingLine(
            long line, String code, @Nullable String field, String message, String messagePt) {

        static RefusedMappingLine of(ImportReport.RefusedLine refused) {
            Refusal refusal = refused.refusal();
            return new RefusedMappingLine(
                    refused.line(), refusal.code(), refusal.field(), refusal.message(), refusal.messagePt());
        }
    }

    private final MappingFiles files;
    private final MappingSuggestions suggestions;
    private final Callers callers;

    MappingFileController(MappingFiles files, MappingSuggestions suggestions, Callers callers) {
        this.files = files;
        this.suggestions = suggestions;
        this.callers = callers;
    }

    @MutationMapping
    Object importCodeMappings(
            @Argument String company,
            @Argument @Nullable Upload file,
            @Argument @Nullable String csv,
            @Argument @Nullable String xlsx,
            @Argument boolean asJob)
            throws IOException {
        List<MappingFile> given = new ArrayList<>();
        if (file != null) {
            given.add(MappingFile.of(file.bytes()));
        }
        if (csv != null) {
            given.add(new MappingFile.Csv(csv));
        }
        if (xlsx != null) {
            given.add(new MappingFile.Xlsx(xlsx));
        }
        if (given.size() != 1) {
            return MappingTexts.noOneFile();
        }
        return switch (files.importFile(callers.current(), company, given.getFirst(), asJob)) {
            case MappingFiles.Answer.Done done -> payload(done.report());
            case MappingFiles.Answer.Started started ->
                new ImportCodeMappingsPayload(started.jobId(), null, null, null, null, null);
            case MappingFiles.Answer.Refused refused -> refused.refusal();
        };
    }

    private static ImportCodeMappingsPayload payload(ImportReport report) {
        return new ImportCodeMappingsPayload(
                null,
                report.created(),
                report.updated(),
                report.unchanged(),
                report.refused().size(),
                report.refused().stream().map(RefusedMappingLine::of).toList());
    }

    @QueryMapping
    String exportCodeMappings(
            @Argument String company, @Argument @Nullable MappingKind kind, @Argument MappingFile.Format format) {
        return switch (files.export(reader(), company, kind, format)) {
            case MappingFiles.Export.File file -> file.text();
            case MappingFiles.Export.Refused refused ->
                throw ReadRefused.badInput(refused.refusal().message());
        };
    }

    @QueryMapping
    List<MappingSuggestions.Suggestion> codeMappingSuggestions(
            @Argument String company,
            @Argument MappingKind kind,
            @Argument String fromSource,
            @Argument String toSource,
            @Argument int first) {
        Caller caller = reader();
        if (first < 0 || first > MOST_SUGGESTIONS) {
            throw ReadRefused.badInput("`first` must be from 0 to " + MOST_SUGGESTIONS + ".");
        }
        return suggestions.suggest(caller, company, kind, fromSource, toSource, first);
    }

    private Caller reader() {
        Caller caller = callers.current();
        if (!files.mayRead(caller)) {
            throw new AccessDeniedException("code mappings");
        }
        return caller;
    }
}
