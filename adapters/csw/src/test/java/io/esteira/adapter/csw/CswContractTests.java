package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.testkit.AdapterContract;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class CswContractTests extends AdapterContract {

    private static final int SMALL_PAGES = 7;

    private CswDatabase database;
    private List<CswReader> readers;

    @BeforeEach
    void connect() {
        connect(CswPlant.properties(SMALL_PAGES));
    }

    private void connect(CswProperties properties) {
        database = new CswDatabase(properties);
        readers = CswQuery.all(properties).stream()
                .map(query -> new CswReader(query, database, properties, Clock.systemUTC()))
                .toList();
    }

    @AfterEach
    void disconnect() {
        database.close();
        CswPlant.admin().update("delete from tco.MovimentacaoOPFase where totPecasOPBaixadas < 0");
    }

    @Override
    protected List<? extends SourceReader> readers() {
        return readers;
    }

    @Override
    protected List<? extends CanonicalMapper> mappers() {
        return CswSamplesTests.mappers();
    }

    @Override
    protected Row rowWithLeadingZeros() {
        String number = CswPlant.text(
                "select min(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 3 and numeroOP like '0%'");
        return new Row(CswPlant.COMPANY, "orders", number);
    }

    @Override
    protected Row addPoison() {
        String order = CswPlant.text("select min(numeroOP) from tco.RoteiroOP where codEmpresa = '1'");
        CswPlant.admin().update("""
                        insert into tco.MovimentacaoOPFase (codEmpresa, numeroOP, codFase, seqRoteiro, dataMov, dataBaixa, horaMov,
                          totPecasOPBaixadas) values ('1', ?, 409, 1, to_char(now(), 'YYYY-MM-DD'), '', '23:59:58', -5)
                        """, order);
        String day = CswPlant.text("select to_char(now(), 'YYYY-MM-DD')");
        return new Row(CswPlant.COMPANY, "movements", order + "|1|" + day + "|23:59:58");
    }

    @Override
    protected void takeSourceAway() {
        database.close();
        connect(CswPlant.properties("jdbc:postgresql://127.0.0.1:1/csw", SMALL_PAGES));
    }
}
