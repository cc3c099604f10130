package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractNoteChange;
import io.esteira.adapter.canonical.SubcontractNoteChange.Direction;

/** {@code tct.RetSimbolicoNF}, what was sent, and {@code tct.RetSimbolicoNFERetorno}, what came back. */
final class CswNoteMapper extends CswMapper {

    private final Direction direction;
    private final String day;
    private final String pieces;

    private CswNoteMapper(String entity, Direction direction, String day, String pieces) {
        super(entity);
        this.direction = direction;
        this.day = day;
        this.pieces = pieces;
    }

    static CswNoteMapper ofSent() {
        return new CswNoteMapper("notes-sent", Direction.SENT, "dataemissao", "qtdremetidas");
    }

    static CswNoteMapper ofReturned() {
        return new CswNoteMapper("notes-returned", Direction.RETURNED, "dataentrada", "quantidade");
    }

    @Override
    protected SubcontractNoteChange change(String key, CswPayload row) {
        return new SubcontractNoteChange(
                new Ref(key),
                new Ref(row.required("codfaccio")),
                new Ref(row.required("numeroop")),
                new Ref(row.required("codfase")),
                direction,
                row.requiredDate(day),
                row.requiredQuantity(pieces));
    }
}
