-- Sizes and colours of open orders after an order number; of ended ones once.
SELECT s.numeroOP, s.codItem, s.codSortimento, s.seqTamanho, t.descricao AS tamanho, s.qtdePecasProgramadas,
       s.qtdePecas1Qualidade, s.qtdePecas2Qualidade
  FROM tco.OrdemProdTamanhos s
  JOIN tco.OrdemProd op ON op.codEmpresa = s.codEmpresa AND op.numeroOP = s.numeroOP
  LEFT JOIN tcp.Tamanhos t ON t.codEmpresa = s.codEmpresa AND t.sequencia = s.seqTamanho
 WHERE s.codEmpresa = :company
   AND op.situacao = 3 AND s.numeroOP > :after   --scope
   AND op.situacao <> 3 AND s.numeroOP > :after  --history
   AND s.numeroOP IN (:keys)                     --by-key
 ORDER BY s.numeroOP, s.codSortimento, s.seqTamanho
