package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.ReadBack;
import java.io.StringReader;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** Postings that are looked for in a Protheus whose rows are chosen. */
abstract class ReadingBackFromFake {

    static final String WITHOUT_REFERENCE = """
            posting:
              method: POST
              path: /apontaproducao
              needs: [operation]
              body:
                numeroOP: ${order}
                operacao: ${operation}
                quantidade: ${good}
                perda: ${scrap}
                inicio: ${startedAt:dd/MM/yyyy HH:mm}
                fim: ${endedAt:dd/MM/yyyy HH:mm}
              answers: { success: { resultado: OK } }
            """;

    final FakeProtheus protheus = new FakeProtheus();

    @AfterEach
    void stop() {
        protheus.close();
    }

    ReadBack find(DeliveryOrder order) {
        return FakeProtheus.service(protheus.connection(Clock.systemUTC()))
                .readBack()
                .orElseThrow()
                .find(order);
    }

    ReadBack find(String file, DeliveryOrder order) {
        ProtheusConnection connection = protheus.connection(Clock.systemUTC());
        WriterMapping mapping = WriterMappings.read("own", "own.yml", new StringReader(file));
        return new ProtheusReadBack(connection.properties(), connection.query(), connection.capabilities(), mapping)
                .find(order);
    }

    long row(String comment) {
        long recno = protheus.posting("00012301001   ", "10", 12.5, "20260302", comment);
        protheus.change("SH6", recno, "H6_QTDPERD", 1);
        return recno;
    }
}
