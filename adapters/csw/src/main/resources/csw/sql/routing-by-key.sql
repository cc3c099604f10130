-- Routing of some orders, open or ended.
SELECT r.numeroOP, r.codSeqRoteiro, r.codFase, r.observacao1
  FROM tco.RoteiroOP r
  JOIN tco.OrdemProd op ON op.codEmpresa = r.codEmpresa AND op.numeroOP = r.numeroOP
 WHERE r.codEmpresa = :company AND r.numeroOP IN (:keys)
 ORDER BY r.numeroOP, r.codSeqRoteiro
