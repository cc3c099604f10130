-- Pieces sent to subcontractors by documents before a day, of orders after a number; read once.
SELECT CAST(n.codOP AS VARCHAR(10)) AS numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
  FROM tct.RetSimbolicoNF n
 WHERE n.Empresa = :company AND n.dataEmissao < :since AND CAST(n.codOP AS VARCHAR(10)) > :after
 ORDER BY numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
