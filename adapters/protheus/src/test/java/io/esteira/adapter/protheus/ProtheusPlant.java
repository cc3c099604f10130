package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.plant.Plant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.client.RestClient;

/** A site with the simulated plant as its Protheus, and a folder for mapping files of its own. */
final class ProtheusPlant implements AutoCloseable {

    final Plant plant;
    final JdbcClient tables;
    private final Path folder;
    private int next;

    ProtheusPlant(Path folder) {
        this.folder = folder;
        plant = Plant.start(PlantServer.settings(folder.resolve("plant")));
        tables = JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()));
    }

    /** @param more settings and their values, by turns */
    ProtheusConnection connection(String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "base-url",
                plant.protheusUri().toString(),
                "user",
                plant.protheusUser(),
                "password",
                plant.protheusPassword(),
                "companies[0].code",
                FakeProtheus.COMPANY,
                "companies[0].tenant",
                "T1,D MG 01",
                "companies[0].branch",
                "D MG 01",
                "write-timeout",
                "30s",
                "retry-pause",
                "5ms",
                "writers",
                folder.toString()));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> named.put("esteira.adapters.protheus." + key, value));
        ProtheusProperties properties = new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.protheus", ProtheusProperties.class)
                .get();
        return ProtheusConnection.of(properties, RestClient::builder, Clock.systemUTC());
    }

    private record OpenOperation(String op, String product, String operation, String resource) {}

    /** A posting of a quantity of its own, below one, on an order on which no other has been posted. */
    DeliveryOrder posting() {
        int number = ++next;
        OpenOperation open = tables.sql("""
                        select rtrim(c2_op) as op, rtrim(c2_produto) as product, rtrim(min(g2_operac)) as operation,
                          rtrim((array_agg(g2_recurso order by g2_operac))[1]) as resource
                        from protheus.sc2t10
                        join protheus.sg2t10 on g2_filial = c2_filial and g2_produto = c2_produto and g2_codigo = c2_roteiro
                        where c2_filial = 'D MG 01' and c2_datrf = '' and c2_tpop = 'F' and c2_status <> 'U'
                          and c2_blqapon <> '1' and c2_quant - c2_quje > 3
                          and not exists (select from protheus.sh6t10 where h6_op = c2_op and (h6_qtdprod >= 1 or h6_pt = 'T'))
                        group by c2_op, c2_produto order by c2_op limit 1""").query(OpenOperation.class).single();
        return Deliveries.on(
                UUID.nameUUIDFromBytes(new byte[] {(byte) number}),
                "7K2M9R%03d".formatted(number),
                open.op(),
                open.product(),
                open.operation(),
                open.resource(),
                LocalDate.ofInstant(plant.now(), Deliveries.posting().zone()),
                plant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES),
                plant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES),
                new BigDecimal("0." + (10 + number)));
    }

    /** Rows that hold the quantity of the posting, which is its own. */
    long effects(DeliveryOrder posting) {
        return tables.sql("""
                        select (select count(*) from protheus.sh6t10 where h6_op = ?::char(14) and h6_qtdprod = ?)
                          + (select count(*) from protheus.cyvt10 where cyv_nrorpo = ?::char(14) and cyv_qtatap = ?)
                          + (select count(*) from protheus.sd3t10 where d3_op = ?::char(14) and d3_quant = ? and d3_ident = '' and d3_cf like 'PR%')""")
                .params(
                        posting.orderKey(),
                        posting.good(),
                        posting.orderKey(),
                        posting.good(),
                        posting.orderKey(),
                        posting.good())
                .query(Long.class)
                .single();
    }

    /** Rows of SBC that hold the loss. */
    long losses(DeliveryOrder loss) {
        return tables.sql("select count(*) from protheus.sbct10 where bc_op = ?::char(14) and bc_quant = ?")
                .params(loss.orderKey(), loss.scrap())
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        plant.close();
    }
}
