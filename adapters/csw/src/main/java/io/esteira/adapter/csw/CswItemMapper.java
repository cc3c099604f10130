package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.Ref;
import java.util.List;

/**
 * {@code cgi.Item} with {@code cgi.Item2}: a product (reduzido), one size and colour of a style. CSW does not write the style's
 * code here but the item it comes from ({@code codItemPai}): the style is that code and {@code -0}, for some first characters
 * with a zero in front.
 */
final class CswItemMapper extends CswMapper {

    private final List<String> leadingZeroPrefixes;

    CswItemMapper(List<String> leadingZeroPrefixes) {
        super("items");
        this.leadingZeroPrefixes = List.copyOf(leadingZeroPrefixes);
    }

    @Override
    protected ItemChange change(String key, CswPayload row) {
        String style = style(row.required("coditempai"));
        String size = row.optional("tamanho");
        return new ItemChange(
                new Ref(key),
                row.required("coditem"),
                row.required("nome"),
                ItemChange.Kind.PRODUCT,
                new Ref(style),
                size == null ? row.optional("codseqtamanho") : size,
                row.optional("codsortimento"),
                row.optional("unidademedida"),
                true);
    }

    private String style(String parentItem) {
        boolean zero = leadingZeroPrefixes.stream().anyMatch(parentItem::startsWith);
        return (zero ? "0" : "") + parentItem + "-0";
    }
}
