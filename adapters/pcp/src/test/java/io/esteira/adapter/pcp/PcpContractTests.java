package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.testkit.AdapterContract;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PcpContractTests extends AdapterContract {

    private static final int SMALL_PAGES = 2;

    private PcpServers servers;
    private List<PcpReader> readers;

    @BeforeEach
    void connect() {
        // Feasts of another year are poison too, and stay out of a healthy source.
        PcpPlant.admin().update("""
                delete from pcp."CadastroFeriados"
                where "descricaoFeriado" in ('CARNAVAL', 'PAIXAO DE CRISTO', 'CORPUS CHRISTI')""");
        PcpPlant.admin().update("""
                insert into backup."metaFase" select '0126', '22/05/2026', f, 'FASE', 100, 50, 5, 20, 30, 100, 20
                from unnest(array['409', '426', '429']) f on conflict do nothing""");
        PcpPlant.admin().update("delete from pcp.justificativa where justificativa like 'FALTA %'");
        PcpPlant.admin().update("""
                insert into pcp.justificativa select min(numeroop), f, 'FALTA ' || f
                from pcp.ordemprod, unnest(array['409', '426', 'COSTURA EXTERNA']) f where "codEmpresa" = '1' group by f""");
        PcpPlant.admin().update("delete from pcp.\"StatusTerceirizadoOP\" where usuario = 'BIA'");
        PcpPlant.admin().update("""
                insert into pcp."StatusTerceirizadoOP"
                select 'BIA', d, min(numeroop), null, s, a, null
                from pcp.ordemprod, (values ('18/05/2026', 'Preparacao', 'Historico'), ('2026-05-19', 'Costurando', 'Historico'),
                  ('2026-05-19', 'Acabamento', 'atual')) as v (d, s, a)
                where "codEmpresa" = '1' group by d, s, a""");
        connect(PcpPlant.properties(SMALL_PAGES));
    }

    private void connect(PcpProperties properties) {
        servers = new PcpServers(properties);
        readers = PcpQuery.all(properties).stream()
                .map(query -> new PcpReader(query, servers, properties, Clock.systemUTC()))
                .toList();
    }

    @AfterEach
    void disconnect() {
        servers.close();
        PcpPlant.admin().update("delete from pcp.calendario_plano_fases where codfase = '433'");
    }

    @Override
    protected List<? extends SourceReader> readers() {
        return readers;
    }

    @Override
    protected List<? extends CanonicalMapper> mappers() {
        return PcpMapper.all();
    }

    @Override
    protected Row rowWithLeadingZeros() {
        return new Row(PcpPlant.COMPANY, "plans", "0126");
    }

    @Override
    protected Row addPoison() {
        PcpPlant.admin()
                .update("insert into pcp.calendario_plano_fases values ('0126', '433', '01/06/2026', '31/06/2026')");
        return new Row(PcpPlant.COMPANY, "windows", "0126|433");
    }

    @Override
    protected void takeSourceAway() {
        servers.close();
        connect(PcpPlant.properties(
                "jdbc:postgresql://127.0.0.1:1/PCP", "pcp", SMALL_PAGES, Map.of("1", PcpPlant.COMPANY)));
    }
}
