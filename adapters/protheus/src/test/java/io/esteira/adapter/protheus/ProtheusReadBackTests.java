package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.ReadBack;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found of a delivery in the tables of Protheus. */
class ProtheusReadBackTests extends ReadingBackFromFake {

    /** Protheus fills in what it is not told. */
    private static final String OF_QUANTITY_ALONE = """
            posting:
              method: POST
              path: /apontaproducao/${order}/${operation}
              needs: [operation]
              body: { quantidade: "${good}", dia: "${startedAt:dd/MM/yyyy}" }
              answers: { success: { resultado: OK } }
            """;

    private static final String OWN_REFERENCE_FIELD = """
            posting:
              method: POST
              path: /apontaproducao
              reference: { request: referencia, table: H6_XREF, width: 10 }
              body: { numeroOP: "${order}", referencia: "${reference}" }
              answers: { success: { resultado: OK } }
            """;

    private ReadBack findByNaturalKey(DeliveryOrder order) {
        return find(WITHOUT_REFERENCE, order);
    }

    private static ReadBack alike(Long... rows) {
        return new ReadBack.Alike(Stream.of(rows).map(String::valueOf).toList(), List.of(), false);
    }

    @Test
    void findsTheOneRowThatCarriesTheReference() {
        row("#7K2M9QX4E de outro");
        long recno = row("#7K2M9QX4D turno da noite          ");
        row("");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Found(Long.toString(recno)));
    }

    @Test
    void findsAReferenceThatAPersonMovedInsideTheField() {
        long recno = row("corrigido #7K2M9QX4D");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Found(Long.toString(recno)));
    }

    @Test
    void aRowThatWasReversedSinceProvesThatThePostingWasExecuted() {
        long recno = row("#7K2M9QX4D");
        protheus.change("SH6", recno, "D_E_L_E_T_", "*");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Found(Long.toString(recno)));
    }

    @Test
    void twoRowsWithTheReferenceAreForAPerson() {
        long first = row("#7K2M9QX4D");
        long second = row("#7K2M9QX4D");

        assertThat(find(Deliveries.posting()))
                .isEqualTo(new ReadBack.Several(List.of(Long.toString(first), Long.toString(second))));
    }

    @Test
    void aPostingThatIsAlikeButCarriesNoReferenceIsNotOurs() {
        row("");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void aReferenceInAFieldOfTheSitesOwnIsFound() {
        long recno = row("");
        protheus.change("SH6", recno, "H6_XREF", "#7K2M9QX4D");

        assertThat(find(OWN_REFERENCE_FIELD, Deliveries.posting())).isEqualTo(new ReadBack.Found(Long.toString(recno)));
    }

    @Test
    void aRowThatDoesNotShowTheReferenceFieldProvesNothing() {
        row("#7K2M9QX4D");
        protheus.rows("SH6").forEach(fields -> fields.put("H6_XREF", "#7K2M9QX4D"));
        protheus.withhold("H6_XREF");

        assertThat(find(OWN_REFERENCE_FIELD, Deliveries.posting()))
                .isInstanceOfSatisfying(ReadBack.Unavailable.class, away -> assertThat(away.reason())
                        .contains("H6_XREF"));
    }

    /** Each speaks of records, of what is not there or not found, and none says that the table has no row. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | A tabela SH6 não foi encontrada no dicionário",
                "404 | O serviço não foi encontrado",
                "404 | Nenhum registro encontrado",
                "400 | Filial não foi encontrada",
                "400 | Nenhum dado informado em fields",
                "400 | Nenhum registro encontrado",
                "200 | Nenhum registro encontrado"
            })
    void onlyAListWithoutRowsProvesThatNothingIsThere(int status, String said) {
        protheus.server.stubFor(get(urlPathEqualTo(FakeProtheus.QUERY))
                .atPriority(1)
                .willReturn(jsonResponse("{\"code\":400,\"message\":\"" + said + "\"}", status)));

        assertThat(find(Deliveries.posting())).isInstanceOf(ReadBack.Unavailable.class);
        assertThat(findByNaturalKey(Deliveries.posting())).isInstanceOf(ReadBack.Unavailable.class);
        assertThat(findBy("mata250", Deliveries.posting())).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void aSourceThatIsAwayCannotBeAsked() {
        ProtheusReadBack readBack = FakeProtheus.service(protheus.connection(Clock.systemUTC()))
                .readBack()
                .orElseThrow();
        protheus.close();

        assertThat(readBack.find(Deliveries.posting())).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void withoutAReferenceFieldTheNaturalKeyDecides() {
        long recno = row("");
        long other = row("");
        protheus.change("SH6", other, "H6_HORAINI", "08:01");

        assertThat(findByNaturalKey(Deliveries.posting())).isEqualTo(alike(recno));
    }

    @Test
    void theNaturalKeyIsMadeOfWhatTheMappingSendsAlone() {
        long recno = row("");
        protheus.change("SH6", recno, "H6_HORAINI", "17:11");
        protheus.change("SH6", recno, "H6_QTDPERD", 0);
        protheus.change("SH6", recno, "H6_DATAFIN", "20260304");
        protheus.change("SH6", recno, "H6_DTAPONT", "20260304");
        long ofAnotherDay = row("");
        protheus.change("SH6", ofAnotherDay, "H6_DATAINI", "20260301");

        assertThat(find(OF_QUANTITY_ALONE, Deliveries.posting())).isEqualTo(alike(recno));
    }

    @Test
    void aRowThatDoesNotShowAFieldOfTheNaturalKeyProvesNothing() {
        row("");
        protheus.withhold("H6_QTDPROD");

        assertThat(findByNaturalKey(Deliveries.posting())).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void twoRowsWithTheSameNaturalKeyAreBothShown() {
        long first = row("");
        long second = row("");

        assertThat(findByNaturalKey(Deliveries.posting())).isEqualTo(alike(first, second));
    }

    private long movement(String kind) {
        return protheus.add("SD3", "D3_OP", "00012301001   ", "D3_DOC", "7K2M9QX4D", "D3_CF", kind, "D3_QUANT", 12.5);
    }

    @Test
    void consumptionAndReversalOfTheSameDocumentAreNotThePosting() {
        long produced = movement("PR0");
        movement("RE1");
        movement("ER0");

        assertThat(findBy("mata250", Deliveries.posting())).isEqualTo(new ReadBack.Found("SD3/" + produced));
    }

    @Test
    void aReversalThatNoTableTellsCannotBeAskedFor() {
        assertThat(findBy("mata250", Deliveries.reversal("7K2M9QX4D", "SD3/1")))
                .isInstanceOf(ReadBack.Unavailable.class);
        assertThat(findBy("wspcp", Deliveries.reversal("7K2M9QX4D", null))).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void rowsAreAskedForByEachTextThatTheyAreComparedBy() {
        String byDocument = """
                  found:
                    table: SD3
                    branch: D3_FILIAL
                    match: { D3_CF: PR0, D3_OP: "${order}", D3_COD: "${item}", D3_QUANT: "${good}" }
                    holds: { D3_DOC: "${document}" }
                """;

        assertThat(find(WITHOUT_REFERENCE + byDocument, Deliveries.posting())).isEqualTo(new ReadBack.Absent(false));

        protheus.server.verify(getRequestedFor(urlPathEqualTo(FakeProtheus.QUERY))
                .withQueryParam(
                        "where",
                        equalTo("D3_OP LIKE '00012301001%' AND D3_COD LIKE 'QJ0001%' AND D3_DOC LIKE"
                                + " '%7K2M9QX4D%' AND D3_CF LIKE 'PR0%' AND R_E_C_N_O_ > 0")));
    }

    @Test
    void aValueThatDatabasesCompareInTheirOwnWaysIsAskedForByItsBeginning() {
        String byItem = """
                  found:
                    table: SD3
                    branch: D3_FILIAL
                    match: { D3_COD: "${item}" }
                """;
        long recno = protheus.add("SD3", "D3_COD", "PÃO[1]_%'");

        assertThat(find(WITHOUT_REFERENCE + byItem, ofItem("PÃO[1]_%'")))
                .isEqualTo(new ReadBack.Alike(List.of("SD3/" + recno), List.of(), false));
        assertThat(find(WITHOUT_REFERENCE + byItem, ofItem("ÃO"))).isInstanceOf(ReadBack.Unavailable.class);
    }

    private static DeliveryOrder ofItem(String item) {
        return Deliveries.on(
                Deliveries.posting().deliveryId(),
                "7K2M9QX4D",
                "00012301001",
                item,
                "10",
                "",
                Deliveries.posting().postedOn(),
                java.time.Instant.EPOCH,
                java.time.Instant.EPOCH,
                java.math.BigDecimal.ONE);
    }

    @Test
    void aDeliveryWithoutWhatItIsSearchedByIsNotCalledAbsent() {
        String byItem = """
                  found:
                    table: SD3
                    branch: D3_FILIAL
                    match: { D3_COD: "${item}" }
                """;
        DeliveryOrder blank = ofItem(" ");

        assertThat(find(WITHOUT_REFERENCE + byItem, blank))
                .isInstanceOfSatisfying(ReadBack.Unavailable.class, away -> assertThat(away.reason())
                        .contains("D3_COD"));
    }

    @Test
    void aLossIsNotLookedForWhereTheMappingDoesNotSayWhereLossesAre() {
        DeliveryOrder loss = Deliveries.loss(Deliveries.posting(), "02", "1");

        assertThat(findBy("mata681", loss))
                .isInstanceOfSatisfying(ReadBack.Unavailable.class, away -> assertThat(away.reason())
                        .contains("losses"));
        assertThat(findBy("mata681+lossAppointment", loss)).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void aMappingTellsWhereItsDeliveriesAreFound() {
        DeliveryOrder loss = Deliveries.loss(Deliveries.posting(), "02", "1");

        assertThat(foundIn("mata681", Deliveries.posting())).contains("SH6.H6_OBSERVA");
        assertThat(foundIn("mata681+lossAppointment", Deliveries.posting())).contains("SH6.H6_OBSERVA");
        assertThat(foundIn("mata681+lossAppointment", loss)).contains("SBC");
        assertThat(foundIn("mata681", loss)).isEmpty();
        assertThat(foundIn("mata250", Deliveries.posting())).contains("SD3.D3_DOC");
        assertThat(foundIn("mata681", Deliveries.reversal("7K2M9QX4D", null))).isEmpty();
    }

    private Optional<String> foundIn(String writer, DeliveryOrder order) {
        return ProtheusPostingService.of(protheus.connection(Clock.systemUTC()), writer)
                .mapping()
                .flatMap(mapping -> mapping.foundIn(order));
    }

    private ReadBack findBy(String writer, DeliveryOrder order) {
        return ProtheusPostingService.of(protheus.connection(Clock.systemUTC()), writer)
                .readBack()
                .orElseThrow()
                .find(order);
    }

    @Test
    void aReversalIsDoneWhenTheRowIsDeleted() {
        long recno = row("#AAAAAAAAA");
        DeliveryOrder reversal = Deliveries.reversal("AAAAAAAAA", Long.toString(recno));
        assertThat(find(reversal)).isEqualTo(new ReadBack.Absent());

        protheus.change("SH6", recno, "D_E_L_E_T_", "*");

        assertThat(find(reversal)).isEqualTo(new ReadBack.Found(Long.toString(recno)));
        assertThat(find(Deliveries.reversal("AAAAAAAAA", null))).isEqualTo(new ReadBack.Found(Long.toString(recno)));
    }
}
