-- Phases of a company. Tens of rows, in one page.
SELECT f.codFase, f.nome
  FROM tcp.FasesProducao f
 WHERE f.codEmpresa = :company
 ORDER BY f.codFase
