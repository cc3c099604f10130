-- Pieces of some orders that came back from subcontractors.
SELECT CAST(n.codOP AS VARCHAR(10)) AS numeroOP, n.codFaccio, n.codFase, n.dataEntrada, n.quantidade
  FROM tct.RetSimbolicoNFERetorno n
 WHERE n.Empresa = :company AND CAST(n.codOP AS VARCHAR(10)) IN (:keys)
 ORDER BY numeroOP, n.codFaccio, n.codFase, n.dataEntrada, n.quantidade
