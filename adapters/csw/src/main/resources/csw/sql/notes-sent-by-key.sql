-- Pieces of some orders sent to subcontractors.
SELECT CAST(n.codOP AS VARCHAR(10)) AS numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
  FROM tct.RetSimbolicoNF n
 WHERE n.Empresa = :company AND CAST(n.codOP AS VARCHAR(10)) IN (:keys)
 ORDER BY numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
