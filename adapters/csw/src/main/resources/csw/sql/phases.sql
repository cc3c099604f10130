-- Phases of a company. Tens of rows, in one page.
SELECT f.codFase, f.nome
  FROM tcp.FasesProducao f
 WHERE f.codEmpresa = :company
   AND f.codFase IN (:keys)  --by-key
 ORDER BY f.codFase
