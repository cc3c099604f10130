-- Phases by their codes.
SELECT f.codFase, f.nome
  FROM tcp.FasesProducao f
 WHERE f.codEmpresa = :company AND f.codFase IN (:keys)
 ORDER BY f.codFase
