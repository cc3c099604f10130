package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.esteira.adapter.protheus.Company.Push;
import io.esteira.adapter.protheus.Placeholder.Values;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriterMappingsTests {

    private static final String SOUND = """
            posting:
              method: POST
              path: /apontaproducao
              reference: { request: obs, table: H6_OBSERVA, width: 40 }
              body:
                op: ${order}
                obs: ${comment}
                quantidade: ${good:,}
                final: ${completes:S/N}
              answers:
                success: { resultado: OK }
            """;

    @TempDir
    Path folder;

    @Test
    void readsTheBuiltInMapping() {
        WriterMapping mapping = WriterMappings.load("mata681", null).orElseThrow();

        assertThat(mapping.posting().reference().orElseThrow().table()).isEqualTo("H6_OBSERVA");
        assertThat(mapping.posting().needs()).containsExactly(Placeholder.operation);
        assertThat(mapping.reversal()).isEmpty();
    }

    @Test
    void aBlankNameIsNoMapping() {
        assertThat(WriterMappings.load("", folder)).isEmpty();
    }

    @Test
    void aFileOfTheSiteComesBeforeTheBuiltInOne() throws IOException {
        Files.writeString(folder.resolve("mata681.yml"), SOUND);

        WriterMapping mapping = WriterMappings.load("mata681", folder).orElseThrow();

        assertThat(mapping.posting().body().field("quantidade")).isNotNull();
    }

    @Test
    void aMappingMayBePutTogetherOfSeveralFiles() {
        WriterMapping mapping =
                WriterMappings.load("mata681+lossAppointment", null).orElseThrow();

        assertThat(mapping.losses().orElseThrow().found().orElseThrow().table().alias())
                .isEqualTo("SBC");
        assertThat(mapping.pending()).isPresent();
    }

    @Test
    void oneSectionOfAFileMayBeTaken() throws IOException {
        Files.writeString(folder.resolve("own.yml"), SOUND + """
                reversal:
                  method: DELETE
                  path: /estorno
                  body: { recno: "${reversedRow}" }
                  answers:
                    success: { resultado: OK }
                """);

        WriterMapping mapping =
                WriterMappings.load("mata681+own:reversal", folder).orElseThrow();

        assertThat(mapping.posting().path().beginning()).isEqualTo("/ProductionAppointment/v1/mata681");
        assertThat(mapping.reversal().orElseThrow().path().beginning()).isEqualTo("/estorno");
        assertThat(mapping.pending()).isPresent();
    }

    @Test
    void aSectionThatAFileDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.load("mata681+lossAppointment:reversal", null))
                .withMessageContaining("lossAppointment.yml")
                .withMessageContaining("reversal: is missing");
    }

    @Test
    void aSectionInTwoOfTheFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve("own.yml"), SOUND);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.load("own+mata681", folder))
                .withMessageContaining("mata681.yml, line 4, posting: is in more than one of the files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${scrap} | ${good} | own.yml, line 5, losses.body: has to send ${scrap}",
                "  found: | find: | own.yml, line 7, losses.find: is not known here",
                "    match: | matches: | own.yml, line 9, losses.found.matches: is not known here",
                "BC_OP: '${order}' | BC_OP: '${equipment}' | own.yml, line 9, losses.found.match: uses what a delivery may not have",
                "BC_OP: '${order}' } | BC_OP: '${order}', BC_MOTIVO: '${reason}' } | own.yml, line 9, losses.found.match: uses what a delivery may not",
                "BC_OP: '${order}' } | BC_OP: '${order}', BC_QUANT: '${scrap:,}' } | own.yml, line 9, losses.found.match: a quantity is compared as",
                "BC_OP: '${order}' | BC_QUANT: '${scrap}' | own.yml, line 9, losses.found.match: needs a field that tells the delivery",
                "path: /perda | path: /perda/${equipment} | own.yml, line 3, losses.path: uses what a delivery may not have",
            })
    void aMistakeOfTheLossesIsRefusedToo(String right, String wrong, String message) {
        String text = """
                losses:
                  method: POST
                  path: /perda
                  body:
                    qtd: ${scrap}
                  found:
                    table: SBC
                    branch: BC_FILIAL
                    match: { BC_OP: '${order}' }
                  answers:
                    success: { resultado: OK }
                """ + SOUND;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text.replace(right, wrong))))
                .withMessageContaining(message);
    }

    @Test
    void aNameWithoutAFileIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.load("mata999", folder))
                .withMessageContaining("mata999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${order} | ${ordem} | own.yml, line 6, posting.body.op: placeholder ordem is not known",
                "${good:,} | ${good:;} | own.yml, line 8, posting.body.quantidade: a quantity is written with , or .",
                "${completes:S/N} | ${completes:S} | own.yml, line 9, posting.body.final: yes and no",
                "${order} | ${postedOn} | own.yml, line 6, posting.body.op: postedOn needs a pattern",
                "${order} | ${postedOn:HH:mm} | own.yml, line 6, posting.body.op: the pattern asks for a time",
                "${order} | ${startedAt:bbbb} | own.yml, line 6, posting.body.op",
                "${order} | ${order | own.yml, line 6, posting.body.op: a placeholder is not closed",
                "POST | FETCH | own.yml, line 2, posting.method: is none of POST",
                "/apontaproducao | apontaproducao | own.yml, line 3, posting.path: has to begin with a slash",
                "obs: ${comment} | obs: ${note} | own.yml, line 4, posting.reference.request: the body has no field obs",
                "H6_OBSERVA | D3_DOC | own.yml, line 4, posting.reference.table: has to be a field of SH6",
                "width: 40 | width: many | own.yml, line 4, posting.reference.width",
                "width: 40 | width: 9 | own.yml, line 4, posting.reference.width: is too small",
                "  answers: | answer: | own.yml",
                "success: | sucess: | own.yml, line 11, posting.answers.sucess: is not known here",
                "resultado: OK | resultado: '(' | own.yml, line 11, posting.answers.success.resultado",
                "posting: | apontamento: | posting: is missing",
                "op: ${order} | obs: ${order} | own.yml, line 7, posting.body.obs: is here twice",
                "path: /apontaproducao | method: PUT | own.yml, line 3, posting.method: is here twice",
                "resultado: OK | [a]: OK | own.yml, line 11, posting.answers.success: has a key that is no text",
                "path: /apontaproducao | path: /apontaproducao?filial=${branch} | own.yml, line 3, posting.path: is a path alone",
                "path: /apontaproducao | path: /aponta producao | own.yml, line 3, posting.path",
                "  body: | 'contentType: xml\n  body:' | own.yml, line 5, posting.contentType",
                "  body: | 'decimals: -1\n  body:' | own.yml, line 5, posting.decimals",
                "  body: | 'headers: { X Origem: a }\n  body:' | own.yml, line 5, posting.headers: X Origem is no name",
                "  body: | 'headers: { Content-Length: \"1\" }\n  body:' | own.yml, line 5, posting.headers: Content-Length is no name",
            })
    void aMistakeIsRefusedWithFileLineFieldAndReason(String right, String wrong, String message) {
        String text = SOUND.replace(right, wrong.replace("\\n", "\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text)))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body: { x: '${order}' } | 'body: \"x=${order}\"' | posting.body: is one text, which has to be an XML",
                "match: { D3_OP: '${order}' } | match: { D3_CF: PR0 } | posting.found.match: needs a field that tells the delivery",
                "match: { D3_OP: '${order}' } | holds: { D3_OBS: '${document}' } | posting.found.match: needs a field that tells"
            })
    void aBodyThatIsOneTextIsAnXmlAndRowsAreSearchedByTheDelivery(String right, String wrong, String message) {
        String text = """
                posting:
                  method: POST
                  path: /apontaproducao
                  body: { x: '${order}' }
                  found:
                    table: SD3
                    branch: D3_FILIAL
                    match: { D3_OP: '${order}' }
                  answers: { success: { resultado: OK } }
                """;
        assertThat(WriterMappings.read("own", "own.yml", new StringReader(text))
                        .posting()
                        .found())
                .isPresent();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text.replace(right, wrong))))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reversal | found: { table: SD3, branch: D3_FILIAL, match: { D3_OP: '${order}' } } | reversal.found: has no effect",
                "reversal | reference: { table: H6_OBSERVA, width: 60 } | reversal.reference: has no effect",
                "losses | 'reference: { table: H6_OBSERVA, width: 60 }\n  found: { table: SBC, branch: BC_FILIAL, match: { BC_OP: \"${order}\" } }' | losses.reference: has no effect"
            })
    void aSectionThatWouldHaveNoEffectIsRefused(String kind, String section, String message) {
        String text = SOUND + kind + """
                :
                  method: POST
                  path: /outro
                  body: { obs: "${reference}", qtd: "${scrap}" }
                  answers: { success: { resultado: OK } }
                """ + "  " + section.replace("\\n", "\n") + "\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text)))
                .withMessageContaining(message);
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Files.write(folder.resolve("own.yml"), ("# opera\u00e7\u00e3o\n" + SOUND).getBytes(ProtheusJson.CP1252));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.load("own", folder))
                .withMessageContaining("own.yml: is not written in UTF-8");
    }

    @Test
    void whatADeliveryNeedsIsNeverMissing() {
        String text =
                SOUND.replace("path: /apontaproducao", "needs: [operation]\n  path: /apontaproducao/${operation}");

        assertThat(WriterMappings.read("own", "own.yml", new StringReader(text))
                        .posting()
                        .needs())
                .containsExactly(Placeholder.operation);
    }

    @Test
    void theUsualTextsOfARefusalNeedNotBeNamed() {
        WriterMapping mapping =
                WriterMappings.read("own", "own.yml", new StringReader(SOUND + "    refused: ['fora do turno']\n"));

        assertThat(mapping.posting().answers().refused())
                .extracting(pattern -> pattern.matcher("AJUDA:A250ENCERR").find()
                        || pattern.matcher("Fora do turno").find())
                .contains(true)
                .hasSize(UsualAnswers.REFUSED.size() + 1);
    }

    @Test
    void decimalsAreTwoUnlessTheMappingSaysOtherwise() {
        assertThat(WriterMappings.read("own", "own.yml", new StringReader(SOUND))
                        .posting()
                        .decimals())
                .isEqualTo(2);
        assertThat(WriterMappings.read(
                                "own", "own.yml", new StringReader(SOUND.replace("  body:", "  decimals: 4\n  body:")))
                        .posting()
                        .decimals())
                .isEqualTo(4);
    }

    @Test
    void aPostingThatCouldNeverBeFoundAgainIsRefused() {
        String text = SOUND.lines()
                .filter(line -> !line.contains("reference:") && !line.contains("${good:,}"))
                .collect(Collectors.joining("\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text)))
                .withMessageContaining("posting: can never be found again");
    }

    @Test
    void aTemplateGivesNumbersTextsAndNothing() {
        Values values = new Values(
                Deliveries.posting(),
                new Company(
                        "LATICINIO", "T1,D MG 01", "D MG 01", ZoneId.of("America/Sao_Paulo"), null, new Push("", "")),
                "#7K2M9QX4D");

        assertThat(Template.of("${good}").render(values)).isEqualTo(new BigDecimal("12.50"));
        assertThat(Template.of("${good:,}").render(values)).isEqualTo("12,50");
        assertThat(Template.of("OP ${order}/${operation}").render(values)).isEqualTo("OP 00012301001/10");
        assertThat(Template.of("${startedAt:dd/MM/yyyy HH:mm}").render(values)).isEqualTo("02/03/2026 08:00");
        assertThat(Template.of("${completes}").render(values)).isEqualTo(false);
        assertThat(Template.of("${equipment}").render(values)).isNull();
        assertThat(Template.of("M ${equipment}").render(values)).isNull();
        assertThat(Template.of("M ${equipment}.").filled(values, text -> text)).isEqualTo("M .");
    }

    @Test
    void aRowThatIsReversedGoesByItsNumberAlone() {
        Values values = new Values(
                Deliveries.reversal("AAAAAAAAA", "SD3/4711"),
                new Company(
                        "LATICINIO", "T1,D MG 01", "D MG 01", ZoneId.of("America/Sao_Paulo"), null, new Push("", "")),
                "");

        assertThat(Template.of("${reversedRow}").render(values)).isEqualTo("4711");
    }
}
