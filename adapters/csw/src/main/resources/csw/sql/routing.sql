-- Routing of open orders after an order number; of ended ones once.
SELECT r.numeroOP, r.codSeqRoteiro, r.codFase, r.observacao1
  FROM tco.RoteiroOP r
  JOIN tco.OrdemProd op ON op.codEmpresa = r.codEmpresa AND op.numeroOP = r.numeroOP
 WHERE r.codEmpresa = :company
   AND op.situacao = 3 AND r.numeroOP > :after   --scope
   AND op.situacao <> 3 AND r.numeroOP > :after  --history
   AND r.numeroOP IN (:keys)                     --by-key
 ORDER BY r.numeroOP, r.codSeqRoteiro
