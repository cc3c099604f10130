package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.esteira.calendar.CalendarTexts;
import io.esteira.downtime.DowntimeRefusalCode;
import io.esteira.leadtime.LeadTimeTexts;
import io.esteira.mapping.MappingTexts;
import io.esteira.outbox.RefusalCode;
import io.esteira.planning.PlanningTexts;
import io.esteira.production.PostingRefusalCode;
import io.esteira.subcontracting.SubcontractingTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal is text by the time that it is told: what its capability may say is what the contract lists. */
class RefusalCodesTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("PostingRefusalCode", names(RefusalCode.values(), PostingRefusalCode.values())),
                Arguments.of("DowntimeRefusalCode", names(RefusalCode.values(), DowntimeRefusalCode.values())),
                Arguments.of("CalendarRefusalCode", names(CalendarTexts.Code.values())),
                Arguments.of("CodeMappingRefusalCode", names(MappingTexts.Code.values())),
                Arguments.of("LeadTimeRefusalCode", names(LeadTimeTexts.Code.values())),
                Arguments.of("PlanningRefusalCode", names(PlanningTexts.Code.values())),
                Arguments.of("SubcontractingRefusalCode", names(SubcontractingTexts.Code.values())));
    }

    private static List<String> names(Enum<?>[]... lists) {
        return Arrays.stream(lists).flatMap(Arrays::stream).map(Enum::name).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void contractListsWhatMayBeSaid(String type, List<String> codes) throws IOException {
        TypeDefinitionRegistry contract =
                new SchemaParser().parse(Files.readString(Path.of("../graphql/schema.snapshot.graphqls")));

        assertThat(Objects.requireNonNull(contract.getTypeOrNull(type, EnumTypeDefinition.class))
                        .getEnumValueDefinitions())
                .extracting(EnumValueDefinition::getName)
                .containsExactlyInAnyOrderElementsOf(codes);
    }
}
