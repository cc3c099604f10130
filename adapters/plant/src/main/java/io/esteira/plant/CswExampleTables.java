package io.esteira.plant;

import java.sql.Connection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes rows of company EXEMPLO into CSW's tables. Used once, by one thread. */
final class CswExampleTables {

    /** codEmpresa of EXEMPLO. */
    static final String COMPANY = "9";

    /** All products are of these. */
    static final int ONE_COLOUR = 1;

    static final int ONE_SIZE = 1;

    private static final int SALE = 1;
    private static final String ISSUED = "2025-08-20";

    /** A style with its only product; {@code parent} is codItemPai. */
    record Product(String style, String parent, String sku, String name, List<Integer> routing) {}

    private final Connection connection;

    CswExampleTables(Connection connection) {
        this.connection = connection;
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /** The company's code is the first column of the table. */
    void rows(String table, @Nullable Object[]... rows) {
        write(table, "", rows);
    }

    private void write(String table, String columns, @Nullable Object[]... rows) {
        CopyBuffer buffer = new CopyBuffer(connection, table, columns);
        for (@Nullable Object[] row : rows) {
            buffer.row(join(row(COMPANY), row));
        }
        buffer.flush();
    }

    private static @Nullable Object[] join(@Nullable Object[] first, @Nullable Object[] second) {
        @Nullable Object[] joined = new @Nullable Object[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    void product(Product product) {
        CopyBuffer items = new CopyBuffer(connection, "cgi.Item", "");
        items.row(product.sku(), product.name(), "PC");
        items.flush();
        rows("tcp.Engenharia", row(product.style(), product.name()));
        rows("tcp.SortimentosProduto", row(product.style(), ONE_COLOUR, "C1", "PRETO"));
        rows("cgi.Item2", row(product.sku(), product.parent(), ONE_COLOUR, ONE_SIZE, "C1", product.parent() + "-U-1"));
        for (int i = 0; i < product.routing().size(); i++) {
            int phase = product.routing().get(i);
            rows("tcp.ProcessosEngenharia", row(product.style(), phase, CswCatalog.phaseName(phase), i + 1));
        }
    }

    /** @param lines product, ordered, invoiced, cancelled */
    void sale(String number, int type, String planned, @Nullable Object[]... lines) {
        write("ped.Pedido", CswSale.COLUMNS, row(number, 1, type, ISSUED, planned, 1, CswSale.OPEN));
        for (int i = 0; i < lines.length; i++) {
            rows("ped.PedidoItemGrade", join(row(number, i + 1), lines[i]));
        }
    }

    /**
     * @param phase where it stands
     * @param ended blank while it is open
     */
    void order(String number, Product product, String lot, List<Integer> routing, int pieces, int phase, String ended) {
        boolean open = ended.isEmpty();
        int position = routing.indexOf(phase) + 1;
        boolean counted = position > 1;
        String opened = open ? "2025-09-29" : "2025-08-25";
        String due = open ? "2025-11-28" : ended;
        int situation = open ? 3 : 2;
        rows(
                "tco.OrdemProd",
                row(number, lot, product.style(), SALE, phase, position, 2, situation, opened, ended, opened, due));
        rows(
                "tco.OrdemProdTamanhos",
                row(
                        number,
                        product.style(),
                        product.sku(),
                        ONE_COLOUR,
                        ONE_SIZE,
                        pieces,
                        counted ? pieces : null,
                        counted ? 0 : null,
                        pieces,
                        lot));
        rows(
                "tco.RoteiroOP",
                IntStream.range(0, routing.size())
                        .mapToObj(i -> row(number, lot, i + 1, routing.get(i), ""))
                        .toArray(Object[][]::new));
    }

    void movement(String order, int phase, int step, String day, String time, int pieces) {
        write(
                "tco.MovimentacaoOPFase",
                "codEmpresa, numeroOP, codFase, seqRoteiro, dataMov, dataBaixa, horaMov, totPecasOPBaixadas",
                row(order, phase, step, day, day, time, pieces));
    }
}
