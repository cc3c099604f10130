package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceReader;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Protheus keeps what every polled adapter keeps. */
class ProtheusContractTests extends OrdersContract {

    private List<? extends SourceReader> readers = List.of();

    @BeforeEach
    void fill() {
        for (String code : List.of("QJ0001", "QJ0002", "LT0001")) {
            protheus.add(
                    "SB1",
                    "B1_FILIAL",
                    "        ",
                    "B1_COD",
                    code + "         ",
                    "B1_DESC",
                    "QUEIJO " + code,
                    "B1_TIPO",
                    "PA",
                    "B1_UM",
                    "KG",
                    "B1_MSBLQL",
                    "2");
        }
        protheus.add("SHB", "HB_FILIAL", "  ", "HB_COD", "000010", "HB_NOME", "PASTEURIZACAO");
        protheus.add("SHB", "HB_FILIAL", "  ", "HB_COD", "000020", "HB_NOME", "COAGULACAO   ");
        for (String operation : List.of("10", "20", "30")) {
            protheus.add(
                    "SG2",
                    "G2_PRODUTO",
                    "QJ0001",
                    "G2_CODIGO",
                    "01",
                    "G2_OPERAC",
                    operation,
                    "G2_DESCRI",
                    "ETAPA " + operation,
                    "G2_CTRAB",
                    "000010",
                    "G2_RECURSO",
                    "TQ01");
        }
        protheus.posting("00012301001   ", "10", 5, "20260301", "");
        protheus.posting("00012301001   ", "10", 6, "20260302", "#7K2M9QX4D turno da noite");
        long reversed = protheus.posting("00012301001   ", "20", 7, "20260302", "");
        protheus.change("SH6", reversed, "D_E_L_E_T_", "*");
        connect();
    }

    private void connect() {
        ProtheusConnection connection = protheus.connection(Clock.systemUTC(), "retries", "0");
        readers = List.of(
                WholeTableReader.items(connection),
                WholeTableReader.phases(connection),
                WholeTableReader.routing(Set.of("items", "phases"), connection),
                new OrderTableReader(Set.of("items", "routing"), connection),
                Sh6Reader.postings(Set.of("orders"), company -> Table.SH6, connection));
    }

    @Override
    protected List<? extends SourceReader> readers() {
        return readers;
    }
}
