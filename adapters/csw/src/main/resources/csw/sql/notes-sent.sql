-- Pieces sent to subcontractors by documents since a day, of orders after a number; those before it once.
SELECT CAST(n.codOP AS VARCHAR(10)) AS numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
  FROM tct.RetSimbolicoNF n
 WHERE n.Empresa = :company
   AND n.dataEmissao >= :since AND CAST(n.codOP AS VARCHAR(10)) > :after  --scope
   AND n.dataEmissao < :since AND CAST(n.codOP AS VARCHAR(10)) > :after   --history
   AND CAST(n.codOP AS VARCHAR(10)) IN (:keys)                            --by-key
 ORDER BY numeroOP, n.codFaccio, n.codFase, n.dataEmissao, n.qtdRemetidas
