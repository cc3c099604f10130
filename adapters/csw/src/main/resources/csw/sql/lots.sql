-- Lots of a company after a code.
SELECT l.codLote, l.descricao
  FROM tcl.Lote l
 WHERE l.codEmpresa = :company AND l.codLote > :after
 ORDER BY l.codLote
