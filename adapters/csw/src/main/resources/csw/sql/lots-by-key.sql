-- Lots by their codes.
SELECT l.codLote, l.descricao
  FROM tcl.Lote l
 WHERE l.codEmpresa = :company AND l.codLote IN (:keys)
 ORDER BY l.codLote
