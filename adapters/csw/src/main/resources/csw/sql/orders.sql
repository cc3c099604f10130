-- Open production orders of a company after a number; ended ones once. 0.85 s for 3,000 at a live site.
SELECT op.numeroOP, op.codLote, l.descricao AS lote, op.codProduto, op.codTipoOP, t.nome AS tipo, op.codFaseAtual,
       op.codSeqRoteiroAtual, op.codPrioridadeOP, p.descricao AS prioridade, op.situacao, op.dataInicio, op.dataFim,
       op.dataGeracao, op.dataPrevisaoTermino
  FROM tco.OrdemProd op
  LEFT JOIN tcl.Lote l ON l.codEmpresa = op.codEmpresa AND l.codLote = op.codLote
  LEFT JOIN tcp.TipoOP t ON t.Empresa = op.codEmpresa AND t.codTipo = op.codTipoOP
  LEFT JOIN tcp.PrioridadeOP p ON p.Empresa = op.codEmpresa AND p.codPrioridadeOP = op.codPrioridadeOP
 WHERE op.codEmpresa = :company
   AND op.situacao = 3 AND op.numeroOP > :after   --scope
   AND op.situacao <> 3 AND op.numeroOP > :after  --history
   AND op.numeroOP IN (:keys)                     --by-key
 ORDER BY op.numeroOP
