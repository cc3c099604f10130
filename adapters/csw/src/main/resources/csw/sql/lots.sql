-- Lots of a company after a code.
SELECT l.codLote, l.descricao
  FROM tcl.Lote l
 WHERE l.codEmpresa = :company
   AND l.codLote > :after    --scope
   AND l.codLote IN (:keys)  --by-key
 ORDER BY l.codLote
