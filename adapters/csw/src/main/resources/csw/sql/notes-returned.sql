-- Pieces that came back from subcontractors since a day, of orders after a number.
SELECT CAST(n.codOP AS VARCHAR(10)) AS numeroOP, n.codFaccio, n.codFase, n.dataEntrada, n.quantidade
  FROM tct.RetSimbolicoNFERetorno n
 WHERE n.Empresa = :company AND n.dataEntrada >= :since AND CAST(n.codOP AS VARCHAR(10)) > :after
 ORDER BY numeroOP, n.codFaccio, n.codFase, n.dataEntrada, n.quantidade
