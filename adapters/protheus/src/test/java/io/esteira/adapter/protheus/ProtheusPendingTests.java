package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.ReadBack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Protheus keeps as pending, where the hub may see it and where not. */
class ProtheusPendingTests extends ReadingBackFromFake {

    private static final String PENDING = """
            pending:
              table: T4K
              branch: T4K_FILIAL
              key: T4K_ID
              match: { T4K_OP: "${order}", T4K_OPERAC: "${operation}", T4K_QUANT: "${good}" }
            """;

    @Test
    void whatProtheusKeepsAsPendingMayBeTheDeliverys() {
        pending("0000000816", "10");
        pending("0000000817", "20");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Alike(List.of(), List.of("0000000816")));
    }

    @Test
    void withoutAReferenceFieldPendingRowsAreShownBesideThoseOfSh6() {
        long recno = row("");
        pending("0000000816", "10");

        ReadBack found = find(WITHOUT_REFERENCE + PENDING, Deliveries.posting());

        assertThat(found).isEqualTo(new ReadBack.Alike(List.of(Long.toString(recno)), List.of("0000000816")));
    }

    @Test
    void whereNobodyMayLookAtWhatIsPendingThatNothingIsThereIsSaidWithThat() {
        protheus.server.stubFor(get(urlPathEqualTo(FakeProtheus.QUERY))
                .withQueryParam("tables", equalTo("T4K"))
                .atPriority(1)
                .willReturn(jsonResponse("{\"code\":400,\"message\":\"Tabela T4K nao encontrada\"}", 400)));

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Absent(false));
        assertThat(find(WITHOUT_REFERENCE, Deliveries.posting())).isEqualTo(new ReadBack.Absent(false));
        long recno = row("");
        assertThat(find(WITHOUT_REFERENCE, Deliveries.posting()))
                .isEqualTo(new ReadBack.Alike(List.of(Long.toString(recno)), List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableOfPendingPostingsWithOtherColumnsIsNoneThatCanBeRead(boolean filled) {
        protheus.lacks("T4K_OPERAC");
        if (filled) {
            pending("0000000816", "10");
        }

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Absent(false));
    }

    @Test
    void aTableOfPendingPostingsWithoutItsKeyIsNoneThatCanBeRead() {
        protheus.withhold("T4K_ID");
        pending("0000000816", "10");

        assertThat(find(Deliveries.posting())).isEqualTo(new ReadBack.Absent(false));
    }

    private void pending(String key, String operation) {
        protheus.add(
                "T4K",
                "T4K_FILIAL",
                "D MG 01 ",
                "T4K_ID",
                key,
                "T4K_OP",
                "00012301001   ",
                "T4K_OPERAC",
                operation,
                "T4K_QUANT",
                "12,50");
    }
}
